package dev.tgarchiver.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.FailureCause;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.telegram.pace.Backoff;
import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.post.PageResult;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileLedgerTest {

    private static final long CHAT = -1_000_000_000_001L;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private Tracker tracker;
    private FileLedger ledger;

    @BeforeEach
    void open(@TempDir Path folder) throws TrackerFailure {
        tracker = SqliteTracker.open(folder.resolve("tracker.db"));
        tracker.remember(new Channel(CHAT, "Some", Optional.empty(), Channel.Type.CHANNEL), taken -> "Some");
        ledger =
                new FileLedger(tracker, tracker, new Backoff(3, Duration.ofSeconds(1), Duration.ofSeconds(9), () -> 0));
    }

    @AfterEach
    void close() throws TrackerFailure {
        assertThat(tracker.integrityCheck()).isEmpty();
        tracker.close();
    }

    private static Post post(long id, long editSeconds, String uniqueId, long size) {
        return new Post(
                new PostId(CHAT, id),
                NOW,
                Optional.of(editSeconds).filter(seconds -> seconds > 0).map(Instant::ofEpochSecond),
                "audio",
                "",
                "",
                0,
                0,
                0,
                0,
                "",
                Optional.of(new Media(MediaKind.AUDIO, uniqueId, size, "", "", "", "", 0, 0, 0)));
    }

    private PendingFile recorded(Post... posts) throws TrackerFailure {
        tracker.recordPage(CHAT, List.of(posts), IdRange.upTo(9));
        return only();
    }

    private PendingFile only() throws TrackerFailure {
        List<PendingFile> pending = tracker.pending(List.of(CHAT), 9, NOW);
        assertThat(pending).hasSize(1);
        return pending.get(0);
    }

    @Test
    void what_an_edited_post_holds_is_pending_in_the_file_s_place() throws TrackerFailure {
        PendingFile file = recorded(post(1, 0, "old", 10));

        assertThat(ledger.replaced(file, post(1, 7, "new", 20))).contains(new PageResult(0, 1, 20));

        assertThat(ledger.isUnchanged(file)).isFalse();
        assertThat(only().media().uniqueId()).isEqualTo("new");
    }

    @Test
    void a_file_that_another_post_holds_is_fetched_through_that() throws TrackerFailure {
        PendingFile file = recorded(post(1, 0, "old", 10), post(2, 0, "old", 10));

        assertThat(ledger.replaced(file, post(1, 7, "new", 20))).isPresent();

        assertThat(ledger.isUnchanged(file)).isFalse();
        assertThat(tracker.pending(List.of(CHAT), 9, NOW))
                .extracting(PendingFile::origin)
                .containsExactly(new PostId(CHAT, 2), new PostId(CHAT, 1));
    }

    @Test
    void an_older_state_of_a_post_changes_nothing() throws TrackerFailure {
        PendingFile file = recorded(post(1, 7, "new", 20));

        assertThat(ledger.replaced(file, post(1, 0, "old", 10))).isPresent();

        assertThat(ledger.isUnchanged(file)).isTrue();
        assertThat(only().media().uniqueId()).isEqualTo("new");
    }

    @Test
    void what_is_in_the_archive_is_not_given_up_for_another_file() throws TrackerFailure {
        PendingFile file = recorded(post(1, 0, "old", 10));
        Samples.done(
                tracker, file.id(), new Stored(RelativePath.parse("a"), 10, "00".repeat(32), false), NOW, "worker_1");
        assertThat(tracker.replace(List.of(file.id()))).isEqualTo(1);

        assertThat(ledger.replaced(file, post(1, 7, "new", 20))).isEmpty();

        assertThat(only().media().uniqueId()).isEqualTo("old");
    }

    @Test
    void what_another_run_has_claimed_is_not_ended() throws Exception {
        PendingFile file = recorded(post(1, 0, "old", 10));
        Stored stored = new Stored(RelativePath.parse("a"), 10, "00".repeat(32), false);

        assertThatThrownBy(() -> ledger.done(file, stored, NOW, "late")).isInstanceOf(ClaimLost.class);
        assertThatThrownBy(() -> ledger.fail(file, FailureCause.GONE, "Gone.", NOW))
                .isInstanceOf(ClaimLost.class);
        assertThatThrownBy(() -> ledger.retryLater(file, 1, "Slow.", NOW)).isInstanceOf(ClaimLost.class);

        assertThat(only()).isEqualTo(file);
        assertThat(tracker.claim(List.of(file.id()), NOW, NOW.plusSeconds(9))).hasSize(1);
        ledger.done(file, stored, NOW, "worker_1");
        assertThat(tracker.done(file.id())).isPresent();
    }
}

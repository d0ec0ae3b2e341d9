package dev.tgarchiver.tracker.sqlite;

import static dev.tgarchiver.tracker.Samples.BOTH;
import static dev.tgarchiver.tracker.Samples.CURSOR;
import static dev.tgarchiver.tracker.Samples.MUSIC;
import static dev.tgarchiver.tracker.Samples.NEWS;
import static dev.tgarchiver.tracker.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Roles;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.RemovalStep;
import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.Stats.Totals;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.file.KnownFile;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.file.ReturnedFile;
import dev.tgarchiver.tracker.file.StoredFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens in whatever order, the counts that are kept equal those of a full count. */
class RandomOperationsTest {

    private static final int STEPS = 400;
    private static final int MESSAGES = 40;
    private static final int REMOTE_FILES = 25;
    private static final List<MediaKind> KINDS = List.of(MediaKind.values());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void counts_stay_right(long seed, @TempDir Path folder) throws TrackerFailure, InterruptedException {
        Random random = new Random(seed);
        try (SqliteTracker tracker = SqliteTracker.open(folder.resolve("tracker.db"))) {
            for (long chatId : BOTH) {
                Samples.remember(tracker, chatId);
            }
            Map<PostId, Post> newest = new HashMap<>();
            for (int step = 0; step < STEPS; step++) {
                operate(tracker, random, step, newest);
                if (step % 20 == 0) {
                    assertThat(tracker.integrityCheck()).as("step %d", step).isEmpty();
                }
            }
            assertThat(tracker.integrityCheck()).isEmpty();

            for (Post post : newest.values()) {
                assertThat(tracker.post(post.id()).map(Post::text)).contains(post.text());
            }
            assertTotals(tracker, newest);
            forget(tracker, NEWS, 1 + random.nextInt(MESSAGES), newest);
            assertTotals(tracker, newest);
            forget(tracker, MUSIC, MESSAGES, newest);
            assertThat(tracker.stats().channels()).isEmpty();
            assertThat(tracker.doneAfter(0, 1)).isEmpty();
        }
    }

    private static void forget(SqliteTracker tracker, long chatId, int posts, Map<PostId, Post> newest)
            throws TrackerFailure {
        tracker.startForgetting(chatId, false);
        RemovalStep step = tracker.nextRemoval(chatId, posts);
        while (!step.isEmpty()) {
            tracker.removeStep(chatId, step);
            step = tracker.nextRemoval(chatId, posts);
        }
        // Files of posts that hold another file now had no channel but this one.
        assertThat(tracker.integrityCheck()).isEmpty();
        tracker.endForgetting(chatId);
        assertThat(tracker.integrityCheck()).isEmpty();
        newest.keySet().removeIf(post -> post.chatId() == chatId);
    }

    private static void operate(SqliteTracker tracker, Random random, int step, Map<PostId, Post> newest)
            throws TrackerFailure, InterruptedException {
        long file = 1L + random.nextInt(REMOTE_FILES);
        Instant at = NOW.plusSeconds(step);
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> {
                long chatId = BOTH.get(random.nextInt(2));
                List<Post> page = new ArrayList<>();
                for (int i = random.nextInt(8); i >= 0; i--) {
                    Post post = randomPost(random, chatId, at);
                    page.add(post);
                    newest.put(post.id(), post);
                }
                tracker.recordPage(chatId, page, CURSOR);
            }
            case 4, 5 -> {
                for (PendingFile pending : tracker.pending(BOTH, 1, at)) {
                    Samples.done(
                            tracker,
                            pending.id(),
                            new Stored(
                                    RelativePath.parse("x"),
                                    random.nextInt(100),
                                    Samples.sha256(random.nextInt(5)),
                                    random.nextBoolean()),
                            at,
                            "worker_1");
                }
            }
            case 6 -> Samples.fail(tracker, file, random.nextBoolean() ? "gone" : "attempts", "Failed.", at);
            case 7 -> Samples.retryLater(tracker, file, "Slow.", at.plusSeconds(random.nextInt(50)));
            case 8 -> tracker.skip(List.of(file, file + 1), "type", "Not wanted.", at);
            case 9 -> tracker.remove(List.of(file), at);
            case 10 -> tracker.wantAgain(List.of(file));
            case 11 -> tracker.select(BOTH.get(random.nextInt(2)), randomSelection(random));
            case 12 -> tracker.replace(List.of(file));
            case 13 -> tracker.vacate(List.of(file));
            case 14 -> {
                Optional<KnownFile> known = tracker.known(file);
                if (known.isPresent()) {
                    Stored stored = known.get().file().stored();
                    tracker.takeIn(
                            List.of(new ReturnedFile(file, stored.path(), stored.sha256(), random.nextBoolean())), at);
                }
            }
            default -> {
                List<PostId> posts = tracker.postsOf(file);
                if (!posts.isEmpty()) {
                    assertThat(tracker.changeOrigin(file, posts.get(random.nextInt(posts.size()))))
                            .isTrue();
                }
                tracker.retryFailed(List.of(BOTH.get(random.nextInt(2))));
            }
        }
    }

    private static Selection randomSelection(Random random) {
        return random.nextInt(3) == 0
                ? Selection.EVERYTHING
                : new Selection(
                        random.nextBoolean() ? Set.of() : Set.of(MediaKind.AUDIO, MediaKind.PHOTO, MediaKind.VIDEO),
                        random.nextInt(100),
                        random.nextBoolean() ? 0 : 100L + random.nextInt(150),
                        Optional.empty(),
                        Optional.empty(),
                        random.nextInt(10),
                        0,
                        List.of(),
                        List.of(),
                        Roles.DEFAULT,
                        List.of(),
                        List.of());
    }

    private static Post randomPost(Random random, long chatId, Instant at) {
        int remote = random.nextInt(REMOTE_FILES * 2);
        MediaKind kind = KINDS.get(remote % KINDS.size());
        // Half of the posts are without media; one remote file has no identity.
        Optional<Media> media = remote >= REMOTE_FILES
                ? Optional.empty()
                : Optional.of(new Media(
                        remote == 0 ? MediaKind.PHOTO : kind,
                        remote == 0 ? "" : "remote " + remote,
                        remote * 10L,
                        "",
                        "",
                        "",
                        "",
                        0,
                        0,
                        0));
        return Samples.post(chatId, 1 + random.nextInt(MESSAGES), "text of " + at, Optional.of(at), media);
    }

    private static void assertTotals(SqliteTracker tracker, Map<PostId, Post> posts)
            throws TrackerFailure, InterruptedException {
        Totals total = tracker.stats().total();
        assertThat(total.posts()).isEqualTo(posts.size());

        Instant afterAll = NOW.plusSeconds(STEPS * 10);
        List<PendingFile> pending = tracker.pending(BOTH, 1000, afterAll);
        Set<Long> ids = new HashSet<>();
        long bytes = 0;
        for (PendingFile file : pending) {
            ids.add(file.id());
            bytes += file.media().size();
            assertThat(tracker.postsOf(file.id())).contains(file.origin());
            assertThat(posts.get(file.origin())).isNotNull();
        }
        assertThat(ids).hasSameSizeAs(pending);
        assertThat(total.pending()).isEqualTo(new FileTotals(pending.size(), bytes));
        assertThat(tracker.pendingKinds(BOTH).values().stream().reduce(FileTotals.NONE, FileTotals::plus))
                .isEqualTo(total.pending());
        assertThat(tracker.pendingAmount(BOTH)).isEqualTo(total.pending());

        List<StoredFile> done = tracker.doneAfter(0, 1000);
        long stored = done.stream().mapToLong(file -> file.stored().size()).sum();
        assertThat(total.done()).isEqualTo(new FileTotals(done.size(), stored));
        long saved = 0;
        for (StoredFile file : done) {
            long others = tracker.postsOf(file.id()).stream()
                    .filter(post -> !post.equals(file.origin()))
                    .count();
            saved += (others + (file.stored().linked() ? 1 : 0)) * file.stored().size();
        }
        assertThat(total.deduplicatedBytes()).isEqualTo(saved);
        assertThat(total.failed().values().stream().mapToLong(FileTotals::files).sum())
                .isEqualTo(tracker.failed(BOTH, 1000).size());
    }
}

package dev.tgarchiver.archive.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.archive.TestArchive;
import dev.tgarchiver.archive.audit.Audit.Finding;
import dev.tgarchiver.archive.audit.Audit.Gap;
import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.model.Roles;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.telegram.FakeChannel;
import dev.tgarchiver.telegram.FakePost;
import dev.tgarchiver.telegram.FakeTelegram;
import dev.tgarchiver.telegram.FakeTelegram.Call;
import dev.tgarchiver.telegram.TelegramFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an audit finds of a channel, and what it does about it. */
@Timeout(60)
final class AuditTest {

    private static final int POSTS = 450;

    @TempDir
    private Path folder;

    private final List<Finding> found = new ArrayList<>();
    private FakeTelegram telegram;
    private FakeChannel channel;
    private TestArchive archive;

    /** Every fiftieth post has a file, each one larger than the one before. */
    @BeforeEach
    void post() {
        telegram = new FakeTelegram(folder);
        channel = telegram.channel("some")
                .posts(
                        POSTS,
                        id -> id % 50 == 0 ? FakePost.document(id + ".bin", 10_000 + id) : FakePost.text("Post " + id));
        archive = new TestArchive(folder, telegram);
    }

    private void download(Outcome outcome) throws Exception {
        assertThat(archive.download(channel).outcome()).isEqualTo(outcome);
    }

    private Audit.Result audit() throws Exception {
        found.clear();
        return archive.audit(channel, 1, found);
    }

    private static Selection upTo(long size) {
        return new Selection(
                Set.of(),
                0,
                size,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                List.of(),
                List.of(),
                Roles.DEFAULT,
                List.of(),
                List.of());
    }

    @Test
    void an_error_ends_it_only_when_it_lasts() throws Exception {
        download(Outcome.COMPLETE);
        telegram.fail(Call.POSTS, () -> new TelegramFailure.Transient("INTERNAL"))
                .at(201);
        assertThat(audit().isComplete()).isTrue();
        telegram.fail(Call.POSTS, () -> new TelegramFailure.Transient("SOME_NEW_ERROR"))
                .at(201)
                .forever();
        assertThatThrownBy(this::audit)
                .isInstanceOf(TelegramFailure.Transient.class)
                .hasMessage("SOME_NEW_ERROR");
    }

    @Test
    void a_channel_that_only_its_administrators_may_read_ends_it() throws Exception {
        download(Outcome.COMPLETE);
        channel.close();
        assertThatThrownBy(this::audit).isInstanceOf(TelegramFailure.NoAccess.class);
    }

    @Test
    void posts_that_the_history_hid_are_found_and_fetched() throws Exception {
        channel.hide(LongStream.range(1, 200).filter(id -> id % 2 == 0).toArray());
        download(Outcome.COMPLETE);
        telegram.clearCalls();
        Audit.Result audited = audit();
        assertThat(audited.gaps()).containsOnly(Map.entry(Gap.MISSED, 99L));
        assertThat(audited.posts()).isEqualTo(POSTS);
        assertThat(telegram.calls(Call.POSTS)).hasSize(3);
        download(Outcome.COMPLETE);
        archive.assertHolds(channel);
        assertThat(audit().isComplete()).isTrue();
        assertThat(found).isEmpty();
    }

    @Test
    void every_reason_for_a_gap_is_told() throws Exception {
        telegram.fail(Call.FILE, () -> new TelegramFailure.Transient("LOCATION_INVALID"))
                .at(150)
                .forever();
        archive.select(upTo(10_200));
        download(Outcome.SOME_FAILED);
        // Wanted from now on, and deleted, edited or not yet fetched.
        archive.select(upTo(10_400)).maxBytes(1);
        download(Outcome.LIMIT_REACHED);
        channel.delete(250, 50, 3);
        channel.edit(100, FakePost.document("other.bin", 77_777));
        channel.post(FakePost.text("New"));

        Audit.Result audited = audit();
        assertThat(audited.isComplete()).isFalse();
        assertThat(audited.newest()).isEqualTo(451);
        assertThat(audited.posts()).isEqualTo(448);
        assertThat(audited.files()).isEqualTo(1);
        assertThat(audited.deletedAtTelegram()).isEqualTo(2);
        assertThat(audited.notWalked()).isEqualTo(1);
        assertThat(audited.gaps())
                .containsOnly(
                        Map.entry(Gap.EDITED, 1L),
                        Map.entry(Gap.DELETED, 1L),
                        Map.entry(Gap.FAILED, 1L),
                        Map.entry(Gap.PENDING, 3L),
                        Map.entry(Gap.SKIPPED, 1L));
        assertThat(found)
                .anySatisfy(finding -> {
                    assertThat(finding.gap()).isEqualTo(Gap.FAILED);
                    assertThat(finding.messageId()).isEqualTo(150);
                    assertThat(finding.why()).contains("LOCATION_INVALID");
                })
                .anySatisfy(finding -> {
                    assertThat(finding.gap()).isEqualTo(Gap.SKIPPED);
                    assertThat(finding.messageId()).isEqualTo(450);
                    assertThat(finding.cause()).isEqualTo("max_size");
                });
    }
}

package dev.tgarchiver.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.localtelegram.faults.Fault;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Telegram and the network may do to a run: each ends with a complete archive, or says what is wrong. Server and
 * login are made once; each test has a channel and an archive of its own. {@link SessionFaultsIT} has those faults that
 * concern everybody who talks to the server.
 */
final class FaultsIT extends LoggedIn {

    private static final String HISTORY = "messages.getHistory";
    private static final String PART = "upload.getFile";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Three pages of history. */
    private Channel longChannel() {
        return telegram.world()
                .channel("Channel " + name)
                .username(name)
                .posts(
                        250,
                        id -> id % 10 == 0
                                ? PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(1_000 + id)))
                                : PostDraft.text("Post " + id));
    }

    /** Walks the history and downloads nothing. */
    private void walk() throws IOException {
        ProgramRun run = run("--dry-run");
        assertThat(run.exitCode()).as("%s", run).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {HISTORY, PART})
    void a_flood_wait_of_3_s_is_waited_out(String method) throws IOException {
        Channel channel = channel(3, 100_000);
        // TDLib looks ahead: more than one page may be asked for at a time.
        Fault fault = telegram.faults().floodWait(method, Duration.ofSeconds(3)).times(2);
        assertComplete(run("--workers", "1"), channel);
        assertThat(fault.happened()).isEqualTo(2);
    }

    @Test
    void a_flood_wait_of_30_s_for_ever_on_history_ends_with_the_time_that_the_run_has() throws IOException {
        Channel channel = channel(3, 100_000);
        telegram.faults().floodWait(HISTORY, Duration.ofSeconds(30)).forever();
        ProgramRun run = run("--max-duration", "2", "--workers", "1");
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.out() + run.err()).contains("stopped at the limit of 2 s per run (download.max_duration)");
        telegram.faults().clear();
        assertComplete(run(), channel);
    }

    @Test
    void a_flood_wait_of_30_s_for_ever_on_parts_can_be_interrupted() throws IOException {
        Channel channel = channel(3, 100_000);
        Fault fault = telegram.faults().floodWait(PART, Duration.ofSeconds(30)).forever();
        ProgramRun run = start("--workers", "1");
        await().atMost(PATIENCE).until(() -> fault.happened() > 0);
        // TDLib waits by itself here; the first Ctrl-C gives it ten seconds to finish, the second none.
        run.interrupt();
        await().atMost(PATIENCE).until(() -> run.err().contains("Stopping"));
        run.interrupt();
        run.await();
        assertThat(run.exitCode()).as("%s", run).isEqualTo(130);
        telegram.faults().clear();
        assertComplete(run(), channel);
    }

    @ParameterizedTest
    @ValueSource(strings = {HISTORY, PART})
    void a_flood_wait_of_100_s_is_shown_and_can_be_interrupted(String method) throws IOException {
        Channel channel = channel(3, 100_000);
        telegram.faults().floodWait(method, Duration.ofSeconds(100)).forever();
        ProgramRun run = start("--workers", "2");
        await().atMost(PATIENCE).until(() -> run.err().contains("Telegram asks to wait"));
        long interrupted = System.nanoTime();
        run.interrupt();
        run.await();
        assertThat(run.exitCode()).as("%s", run).isEqualTo(130);
        assertThat(Duration.ofNanos(System.nanoTime() - interrupted))
                .as("nothing is under way that could be waited for")
                .isLessThan(Duration.ofSeconds(8));
        telegram.faults().clear();
        assertComplete(run(), channel);
    }

    @Test
    void a_wait_for_accounts_without_premium_is_waited_out() throws IOException {
        Channel channel = channel(3, 100_000);
        Fault fault = telegram.faults().error(PART, 420, "FLOOD_PREMIUM_WAIT_2");
        assertComplete(run("--workers", "1"), channel);
        assertThat(fault.happened()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, -503})
    void a_fault_inside_telegram_is_overcome(int code) throws IOException {
        Channel channel = channel(3, 100_000);
        Fault onHistory = telegram.faults().error(HISTORY, code, "Timeout");
        Fault onPart = telegram.faults().error(PART, code, "Timeout");
        assertComplete(run(), channel);
        assertThat(onHistory.happened() + onPart.happened()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_file_reference_that_expires_is_made_anew(int times) throws IOException {
        Channel channel = channel(1, 300_000);
        Fault fault = telegram.faults()
                .error(PART, 400, "FILE_REFERENCE_EXPIRED")
                .when(call -> call.arguments().longAt("offset") == 131_072)
                .times(times);
        // One worker: another's client would know nothing of it. TDLib itself asks anew only once a minute.
        assertComplete(run("--workers", "1"), channel);
        assertThat(fault.happened()).isEqualTo(times);
        assertThat(telegram.calls().count("channels.getMessages")).isPositive();
        String log = Files.readString(archiver.folder().resolve("data/logs/downloader.log"));
        assertThat(log).as("in one attempt").doesNotContain("failed, attempt");
        assertThat(log.contains("has expired again")).isEqualTo(times == 2);
    }

    /** Takes the minute after which TDLib renews a reference again. */
    @Test
    @EnabledIfSystemProperty(named = "torture.long", matches = "true")
    void a_file_reference_that_expires_three_times_in_a_minute_fails_no_attempt() throws IOException {
        Channel channel = channel(1, 300_000);
        Fault fault = telegram.faults()
                .error(PART, 400, "FILE_REFERENCE_EXPIRED")
                .when(call -> call.arguments().longAt("offset") == 131_072)
                .times(3);
        assertComplete(run("--workers", "1"), channel);
        assertThat(fault.happened()).isEqualTo(3);
        assertThat(archiver.log()).as("in one attempt").doesNotContain("failed, attempt");
    }

    @ParameterizedTest
    @EnumSource(
            value = MediaKind.class,
            names = {"STICKER"},
            mode = EnumSource.Mode.EXCLUDE)
    void a_file_of_any_kind_gets_its_second_reference_within_a_minute(MediaKind kind) throws IOException {
        Channel channel = telegram.world()
                .channel("Channel " + name)
                .username(name)
                .posts(3, id -> PostDraft.media(media(kind, RemoteFile.ofSize(300_000L + id))));
        Fault fault = telegram.faults()
                .error(PART, 400, "FILE_REFERENCE_EXPIRED")
                .when(call -> call.arguments().longAt("offset") == 131_072)
                .times(2);
        assertComplete(run("--workers", "1", "--max-files", "3"), channel);
        assertThat(fault.happened()).isEqualTo(2);
        assertThat(archiver.log()).as("in one attempt").doesNotContain("failed, attempt");
    }

    private static Media media(MediaKind kind, RemoteFile file) {
        return switch (kind) {
            case AUDIO -> Media.audio("Artist", "Song", file);
            case PHOTO -> Media.photo(file);
            case VIDEO -> Media.video("film.mp4", file);
            case VOICE -> Media.voice(file);
            case VIDEO_NOTE -> Media.videoNote(file);
            case ANIMATION -> Media.animation("loop.mp4", file);
            case DOCUMENT, STICKER -> Media.document("paper.bin", file);
        };
    }

    @Test
    void a_post_that_is_deleted_while_its_reference_expires_is_named_as_gone() throws IOException {
        Channel channel = channel(3, 100_000);
        walk();
        telegram.faults().expireFileReferences();
        channel.history().delete(2);
        ProgramRun run = run();
        assertThat(run.exitCode()).as("%s", run).isEqualTo(3);
        assertThat(run.out()).containsPattern("2\\.bin.*deleted");
        assertThat(archiver.log()).as("in one attempt").doesNotContain("failed, attempt");
        assertArchived(channel);
    }

    @Test
    void a_post_that_was_edited_to_another_file_brings_that_file() throws IOException {
        Channel channel = channel(3, 100_000);
        walk();
        channel.history().edit(2, PostDraft.media(Media.document("other.bin", RemoteFile.ofSize(77_777))));
        // Some hours later: until then Telegram still has the file that was replaced.
        telegram.faults().expireFileReferences();
        ProgramRun run = run();
        assertComplete(run, channel);
        assertThat(run.out()).contains("Archived 3 files").contains("Nothing failed");
        // The lanes and the session know the post as it was; as many attempts could all meet that.
        assertThat(archiver.log()).as("in one attempt").doesNotContain("failed, attempt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOCATION_INVALID", "FILE_REFERENCE_EXPIRED", "FILE_ID_INVALID"})
    void a_file_that_telegram_never_gives_fails_alone_and_with_its_reason(String error) throws IOException {
        Channel channel = channel(3, 100_000);
        archiver.environment("ARCHIVER_DOWNLOAD_RETRY_MAX_ATTEMPTS", "1");
        RemoteFile never = requireNonNull(channel.history().required(2).media()).file();
        Fault fault = telegram.faults().fileError(never, 400, error).forever();
        ProgramRun run = run("--workers", "2");
        assertThat(run.exitCode()).as("%s\n%s", run, archiver.log()).isEqualTo(3);
        assertThat(run.out()).contains("2.bin").contains("Archived 2 files");
        assertThat(archiver.archived().keySet()).containsExactlyInAnyOrder(1, 3);
        assertThat(fault.happened()).isBetween(1, 10);
        fault.times(0);
        assertThat(archiver.run("", "retry").exitCode()).isZero();
        assertComplete(run(), channel);
    }

    @Test
    void a_file_that_was_replaced_and_is_still_there_is_not_archived_once_telegram_has_told_of_it() throws IOException {
        Channel channel = channel(3, 100_000);
        walk();
        channel.history().edit(2, PostDraft.media(Media.document("other.bin", RemoteFile.ofSize(77_777))));
        // Slow enough that the news of the channel is here before the file that was replaced.
        telegram.conditions().bandwidth(100_000);
        ProgramRun run = run();
        assertComplete(run, channel);
        assertThat(run.out()).contains("Archived 3 files").contains("Nothing failed");
        assertThat(archiver.log()).contains("is no longer wanted").doesNotContain("failed, attempt");
    }

    @Test
    void a_file_that_was_replaced_unheard_is_archived_as_recorded_until_an_audit_finds_the_edit() throws IOException {
        Channel channel = channel(3, 100_000);
        walk();
        Fault unheard = telegram.faults()
                .error("updates.getChannelDifference", 500, "INTERNAL")
                .forever();
        List<Post> before = channel.history().ids().stream()
                .map(channel.history()::required)
                .toList();
        channel.history().edit(2, PostDraft.media(Media.document("other.bin", RemoteFile.ofSize(77_777))));
        ProgramRun run = run();
        assertThat(run.exitCode()).as("%s", run).isZero();
        unheard.times(0);
        archiver.assertArchiveIs(before);
        assertThat(archiver.run("", "verify").exitCode()).isZero();
        ProgramRun audit = archiver.run("", "verify", "--audit", "@" + name);
        assertThat(audit.out()).as("%s", audit).contains("edited");
        ProgramRun next = run();
        assertThat(next.exitCode()).as("%s", next).isZero();
        assertThat(next.out()).contains("Archived 1 file (77.8 KB)");
        try (Stream<Path> files = Files.walk(archiver.downloads())) {
            assertThat(files.map(file -> file.getFileName().toString())).contains("2_2.bin", "2_other.bin");
        }
    }

    @Test
    void a_post_that_was_edited_to_mere_words_wants_no_file() throws IOException {
        Channel channel = channel(3, 100_000);
        walk();
        channel.history().edit(2, PostDraft.text("It was a mistake"));
        // Some hours later: until then Telegram still has the file that was replaced.
        telegram.faults().expireFileReferences();
        assertComplete(run(), channel);
        assertThat(archiver.log()).as("in one attempt").doesNotContain("failed, attempt");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000})
    void a_part_that_is_too_short_is_not_taken_for_whole(int bytes) throws IOException {
        Channel channel = channel(2, 300_000);
        Fault fault = telegram.faults().shortPart(bytes).after(1);
        assertComplete(run("--workers", "1"), channel);
        assertThat(fault.happened()).isEqualTo(1);
        assertThat(archiver.log()).contains("failed, attempt 1");
    }

    @Test
    void a_file_that_is_sent_to_another_data_centre_and_back() throws IOException {
        Channel channel = channel(2, 300_000);
        Fault fault = telegram.faults().migrateFile(4).times(3);
        assertComplete(run(), channel);
        assertThat(fault.happened()).isEqualTo(3);
    }

    @Test
    void a_connection_that_ends_after_every_fifth_part() throws IOException {
        Channel channel = channel(2, 700_000);
        Fault fault = telegram.faults().hangUp(PART).every(5);
        assertComplete(run("--workers", "2"), channel);
        assertThat(fault.happened()).isGreaterThanOrEqualTo(4);
    }

    @Test
    void an_answer_that_is_lost_costs_one_attempt() throws IOException {
        Channel channel = channel(2, 300_000);
        archiver.configure("  worker_timeout: 2s\n");
        Fault fault = telegram.faults().loseAnswer(PART).after(2);
        assertComplete(run("--workers", "1"), channel);
        assertThat(fault.happened()).isEqualTo(1);
        assertThat(archiver.log()).contains("no new byte for 2 s");
    }

    @Test
    void answers_that_are_slow() throws IOException {
        Channel channel = channel(4, 200_000);
        telegram.conditions().roundTrip(Duration.ofMillis(500));
        assertComplete(run("--workers", "4"), channel);
    }

    @Test
    void a_channel_that_turns_private_in_mid_run_is_told_and_nothing_is_lost() throws IOException {
        Channel channel = channel(12, 300_000);
        walk();
        telegram.conditions().bandwidth(600_000);
        ProgramRun run = start("--workers", "1");
        await().atMost(PATIENCE).until(() -> archiver.archived().size() >= 2);
        channel.banned(user);
        telegram.conditions().bandwidth(0);
        run.await();
        assertThat(run.exitCode()).as("%s", run).isEqualTo(3);
        assertThat(run.out()).contains("CHANNEL_PRIVATE");

        ProgramRun shut = run();
        assertThat(shut.exitCode()).as("%s", shut).isEqualTo(5);
        assertThat(archiver.run("", "stats").out())
                .contains("Once the channel can be read again: archiver retry @" + name);
        channel.joinedBy(user);
        assertThat(archiver.run("", "retry").exitCode()).isZero();
        assertComplete(run(), channel);
    }

    @ParameterizedTest
    @CsvSource({
        "400, CHANNEL_PRIVATE, it was removed from the channel",
        "400, CHAT_ADMIN_REQUIRED, only its administrators may read this",
        "400, CHANNEL_MONOFORUM_UNSUPPORTED, the direct messages of a channel",
        "420, FROZEN_METHOD_INVALID, Telegram has frozen this account",
        "403, USER_RESTRICTED, Telegram has restricted this account"
    })
    void what_cannot_pass_is_asked_once_and_told_in_words(int code, String text, String words) throws IOException {
        Channel channel = channel(3, 100_000);
        Fault fault = telegram.faults().error(HISTORY, code, text).forever();
        ProgramRun run = run();
        assertThat(run.exitCode()).as("%s", run).isEqualTo(5);
        assertThat(run.out().replaceAll("\\s+", " ")).contains(words);
        assertThat(archiver.log()).doesNotContain("next in");
        fault.times(0);
        // A file may have been asked for in a channel that was closed.
        assertThat(archiver.run("", "retry").exitCode()).isZero();
        assertComplete(run(), channel);
    }

    @Test
    void files_of_a_frozen_account_stay_pending() throws IOException {
        Channel channel = channel(3, 100_000);
        Fault fault =
                telegram.faults().error(PART, 420, "FROZEN_METHOD_INVALID").forever();
        ProgramRun run = run();
        assertThat(run.exitCode()).as("%s", run).isEqualTo(5);
        assertThat(run.err()).contains("Telegram has frozen this account");
        fault.times(0);
        assertComplete(run(), channel);
    }

    @Test
    void a_page_of_history_that_comes_twice() throws IOException {
        Channel channel = longChannel();
        AtomicReference<TlObject> last = new AtomicReference<>();
        Fault first = telegram.faults()
                .change(HISTORY, page -> {
                    last.set(page);
                    return page;
                })
                .times(2);
        Fault second = telegram.faults().change(HISTORY, page -> last.get());
        assertComplete(run(), channel);
        assertThat(first.happened() + second.happened()).isEqualTo(3);
    }

    @Test
    void a_page_of_history_that_is_out_of_order() throws IOException {
        Channel channel = longChannel();
        Fault fault = telegram.faults()
                .change(HISTORY, page -> {
                    List<TlObject> reversed = new ArrayList<>(page.objectsAt("messages"));
                    Collections.reverse(reversed);
                    return page.set("messages", reversed);
                })
                .after(1);
        assertComplete(run(), channel);
        assertThat(fault.happened()).isEqualTo(1);
    }

    @Test
    void files_that_lie_on_a_cdn() throws IOException {
        Channel channel = telegram.world()
                .channel("Channel " + name)
                .username(name)
                .posts(
                        4,
                        id -> PostDraft.media(Media.document(
                                id + ".bin", RemoteFile.ofSize(400_000 + id).onCdn())));
        assertComplete(run("--workers", "2"), channel);
        assertThat(telegram.calls().count("upload.getCdnFile")).isPositive();
    }
}

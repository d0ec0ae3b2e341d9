package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.localtelegram.faults.Call;
import dev.tgarchiver.localtelegram.faults.Fault;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.History;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.Installation;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers on clients of their own: that they are used, change nothing about the archive, and leave nothing behind. */
final class LanesIT extends EndToEnd {

    @BeforeEach
    void start() throws IOException {
        archiver.loggedIn();
    }

    private Channel channel(int files) {
        return telegram.world().channel("Some Channel").username("some").posts(files, LanesIT::post);
    }

    /** Too small to be remembered by the lane that began it. */
    private static PostDraft post(int id) {
        return PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(150_000 + 1_500L * id)));
    }

    private ProgramRun download(String... arguments) throws IOException {
        String[] all = new String[arguments.length + 1];
        all[0] = "download";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        ProgramRun run = archiver.run("", all);
        assertThat(run.exitCode()).as("%s", run).isZero();
        return run;
    }

    private void assertArchived(History history) throws IOException {
        archiver.assertArchiveIs(history.ids().stream().map(history::required).toList());
    }

    private Path lanes() {
        return folder.resolve("data/lanes");
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("data/logs/downloader.log"));
    }

    private ProgramRun begun() throws IOException {
        telegram.conditions().bandwidth(1_500_000);
        ProgramRun run = archiver.start("download", "@some", "--workers", "5");
        await().atMost(Duration.ofSeconds(90)).until(() -> Files.isDirectory(lanes().resolve("5/files")));
        return run;
    }

    private void assertSecret(Path directory) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .as("%s", directory)
                .isEqualTo("rwx------");
    }

    @Test
    void five_workers_have_four_further_lanes_and_the_archive_is_the_same() throws IOException {
        Channel channel = channel(40);
        download("@some", "--workers", "5");
        assertArchived(channel.history());
        assertThat(log()).contains("Lane 2 is open", "Lane 3 is open", "Lane 4 is open", "Lane 5 is open");
        assertThat(log()).doesNotContain("main client");
        assertThat(lanes()).doesNotExist();
    }

    @Test
    void a_lane_that_has_fetched_many_files_gives_way_to_a_fresh_one() throws IOException {
        // Lane 2 is replaced after 2,500 files, and fetches as few as a third of all when the machine is busy.
        History history = telegram.world()
                .channel("Some Channel")
                .username("some")
                .posts(8_000, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(1_000))))
                .history();
        archiver.environment("ARCHIVER_DOWNLOAD_RATE_LIMIT_REQUESTS_PER_SECOND", "1000");
        download("@some", "--workers", "2");
        assertArchived(history);
        assertThat(log())
                .contains("Lane 3 is open", "Lane 2 is closed; another one takes over")
                .doesNotContain("main client");
        assertThat(lanes()).doesNotExist();
    }

    @Test
    void a_chat_that_the_lanes_know_from_an_earlier_run_is_not_looked_up_again() throws IOException {
        Channel channel = channel(10);
        download("@some", "--workers", "3");
        for (int i = 0; i < 10; i++) {
            channel.post(post(100 + i));
        }
        telegram.calls().clear();
        download("@some", "--workers", "3");
        assertArchived(channel.history());
        assertThat(log()).contains("Lane 3 is open");
        assertThat(telegram.calls().count("contacts.resolveUsername"))
                .as("the main client's")
                .isLessThanOrEqualTo(1);
    }

    @Test
    void the_clients_that_walk_one_after_the_other_look_a_chat_up_once() throws IOException {
        telegram.world().channel("Some Channel").username("some").posts(21_000, LanesIT::post);
        archiver.environment("ARCHIVER_DOWNLOAD_RATE_LIMIT_REQUESTS_PER_SECOND", "1000");
        download("@some", "--dry-run", "-v");
        assertThat(log().lines().filter(line -> line.contains("The walk continues with a further client")))
                .hasSize(4);
        assertThat(telegram.calls().count("contacts.resolveUsername"))
                .as("the main client's")
                .isEqualTo(1);
        assertThat(telegram.calls().count("contacts.search"))
                .as("the first further one's")
                .isEqualTo(1);
    }

    @Test
    void while_an_unknown_channel_is_walked_the_lanes_get_ready() throws IOException {
        Channel channel = channel(10);
        telegram.conditions().roundTrip(Duration.ofMillis(200));
        download("@some", "--workers", "3");
        assertArchived(channel.history());
        List<String> before = telegram.calls().methods().stream()
                .takeWhile(method -> !method.equals("upload.getFile"))
                .toList();
        assertThat(before)
                .filteredOn("contacts.resolveUsername"::equals)
                .as("the main client's")
                .hasSize(1);
        assertThat(before)
                .filteredOn("contacts.search"::equals)
                .as("one of each further lane before the first file")
                .hasSize(2);
    }

    @Test
    void eight_workers_resolve_the_name_of_a_new_channel_once_and_audits_never() throws IOException {
        Channel channel = channel(40);
        download("@some", "--workers", "8");
        assertArchived(channel.history());
        assertThat(log()).contains("Lane 8 is open").doesNotContain("main client");
        for (int i = 0; i < 2; i++) {
            ProgramRun audit = archiver.run("", "verify", "--audit", "@some");
            assertThat(audit.exitCode()).as("%s", audit).isZero();
        }
        assertThat(telegram.calls().count("contacts.resolveUsername")).isEqualTo(1);
    }

    @Test
    void no_more_lanes_get_ready_than_files_may_come() throws IOException {
        channel(3);
        ProgramRun run = archiver.run("", "download", "@some", "--workers", "5", "--max-files", "1");
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(log().lines().filter(line -> line.contains(" is open")))
                .as("none gets ready, and the file may fall to a lane")
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void a_private_channel_that_was_joined_after_the_login() throws IOException {
        Channel channel = telegram.world().channel("Private").joinedBy(user).posts(20, LanesIT::post);
        download(Long.toString(channel.chatId()), "--workers", "4");
        assertArchived(channel.history());
        assertThat(log()).contains("Lane 4 is open").doesNotContain("main client");
    }

    @Test
    void saved_messages() throws IOException {
        user.savedMessages().posts(20, LanesIT::post);
        download("me", "--workers", "4");
        assertArchived(user.savedMessages().history());
        assertThat(log()).contains("Lane 4 is open").doesNotContain("main client");
    }

    @Test
    void one_lane_is_the_main_client_alone() throws IOException {
        Channel channel = channel(20);
        archiver.configure("  lanes: 1\n");
        download("@some", "--workers", "5");
        assertArchived(channel.history());
        assertThat(log()).doesNotContain("Lane ");
        assertThat(lanes()).doesNotExist();
    }

    @Test
    void files_of_one_worker_share_its_line_and_no_part_comes_twice() throws IOException {
        Channel channel = telegram.world()
                .channel("Some Channel")
                .username("some")
                .posts(8, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(8_000_000L + id))));
        telegram.conditions().roundTrip(Duration.ofMillis(50));
        telegram.calls().clear();
        download("@some", "--workers", "1");
        assertArchived(channel.history());

        List<Call> parts = telegram.calls().of("upload.getFile");
        assertThat(parts.stream()
                        .map(part -> file(part) + " " + part.arguments().longAt("offset")))
                .doesNotHaveDuplicates();
        List<Long> files = parts.stream().map(LanesIT::file).toList();
        long besideAnOlderOne = IntStream.range(0, files.size())
                .filter(call -> files.subList(0, call).stream()
                        .anyMatch(before -> before < files.get(call) && files.lastIndexOf(before) > call))
                .count();
        // If the oldest file got all that may be on the way, the next one could begin with its last 2 MiB only.
        assertThat(besideAnOlderOne)
                .as("parts asked for before the last one of an older file, of %d", files.size())
                .isGreaterThan(files.size() / 6);
    }

    private static long file(Call part) {
        return part.arguments().objectAt("location").longAt("id");
    }

    @Test
    void more_workers_than_lanes_share_them() throws IOException {
        Channel channel = channel(30);
        download("@some", "--workers", "5", "--lanes", "2");
        assertArchived(channel.history());
        assertThat(log()).contains("Lane 2 is open").doesNotContain("Lane 3");
    }

    @Test
    void a_number_of_lanes_that_cannot_be_is_refused() throws IOException {
        ProgramRun run = archiver.run("", "download", "@some", "--lanes", "9");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
        assertThat(run.err()).contains("--lanes", "9", "auto, or a whole number from 1 to 8");
    }

    @Test
    void a_run_with_nothing_to_do_opens_no_lane() throws IOException {
        channel(3);
        download("@some", "--workers", "5", "--lanes", "1");
        download("@some", "--workers", "5");
        assertThat(log()).doesNotContain("Lane ");
        assertThat(lanes()).doesNotExist();
    }

    @Test
    void without_a_login_there_is_nothing_to_copy_and_nothing_left() throws IOException {
        Installation fresh = Installation.in(Files.createDirectories(folder.resolve("fresh")), telegram);
        ProgramRun run = fresh.run("", "download", "@some", "--workers", "5");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(4);
        assertThat(fresh.folder().resolve("data/lanes")).doesNotExist();
    }

    @Test
    void ctrl_c_closes_every_lane_and_the_next_run_goes_on() throws IOException {
        Channel channel = channel(40);
        ProgramRun run = begun();
        assertSecret(lanes());
        try (Stream<Path> inside = Files.list(lanes())) {
            for (Path directory : inside.collect(Collectors.toList())) {
                assertSecret(directory);
            }
        }
        run.interrupt();
        run.await();
        assertThat(run.exitCode()).as("%s", run).isEqualTo(130);
        assertThat(lanes()).doesNotExist();
        telegram.conditions().bandwidth(0);
        download("@some", "--workers", "5");
        assertArchived(channel.history());
    }

    @Test
    void what_a_killed_run_leaves_of_its_lanes_is_removed_at_the_next_start() throws IOException {
        Channel channel = channel(40);
        ProgramRun run = begun();
        run.kill();
        run.await();
        assertThat(lanes()).isNotEmptyDirectory();
        assertThat(archiver.run("", "chats").exitCode()).isZero();
        assertThat(lanes()).doesNotExist();
        telegram.conditions().bandwidth(0);
        download("@some", "--workers", "5");
        assertArchived(channel.history());
    }

    @Test
    void every_lane_tells_why_a_download_failed() throws IOException {
        Channel channel = channel(12);
        // Three failures, three lanes: each gets its reason although their files have the same numbers.
        // Only first parts: two faults that meet in one attempt have one reason.
        for (String reason : List.of("LOCATION_INVALID", "FILE_ID_INVALID", "FILEREF_UPGRADE_NEEDED")) {
            telegram.faults()
                    .error("upload.getFile", 400, reason)
                    .when(call -> call.arguments().longAt("offset") == 0);
        }
        download("@some", "--workers", "3");
        assertArchived(channel.history());
        assertThat(log()).contains("LOCATION_INVALID", "FILE_ID_INVALID", "FILEREF_UPGRADE_NEEDED");
        assertThat(log()).doesNotContain("the download stopped");
    }

    @Test
    void a_post_that_was_deleted_meanwhile_does_not_stop_its_lane() throws IOException {
        Channel channel = channel(30);
        ProgramRun walked = archiver.run("", "download", "@some", "--workers", "1", "--max-files", "1");
        assertThat(walked.exitCode()).as("%s", walked).isZero();
        List<Integer> deleted = List.of(20, 21, 22, 23, 24, 25);
        deleted.forEach(id -> channel.history().delete(id));
        telegram.faults().expireFileReferences();
        ProgramRun run = archiver.run("", "download", "@some", "--workers", "4");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(3);
        assertArchived(channel.history());
    }

    @Test
    void a_login_that_ends_while_lanes_are_open_is_told_and_costs_nothing_of_the_archive() throws IOException {
        Channel channel = channel(30);
        download("@some", "--workers", "1");
        for (int id = 31; id <= 60; id++) {
            channel.post(post(id));
        }
        // TDLib does not give up a login that is younger than a minute.
        telegram.clockAhead(Duration.ofMinutes(2));
        // A lane looks for one message or a few; the main client, which looks for new ones, asks for a hundred.
        Fault ended = telegram.faults()
                .error("channels.getMessages", 401, "AUTH_KEY_UNREGISTERED")
                .when(call -> call.arguments().objectsAt("id").size() < 50)
                .forever();
        // The login ends for all of them at once.
        telegram.faults()
                .error("upload.getFile", 401, "AUTH_KEY_UNREGISTERED")
                .when(call -> ended.happened() > 0)
                .forever();
        ProgramRun run = archiver.run("", "download", "@some", "--workers", "4");
        assertThat(run.exitCode()).as("%s%n%s", run, log()).isEqualTo(4);
        assertThat(run.err()).contains("run: archiver login");
        assertThat(archiver.archived()).hasSizeGreaterThanOrEqualTo(30);
        assertThat(lanes()).doesNotExist();

        telegram.faults().clear();
        archiver.login();
        download("@some", "--workers", "4");
        assertArchived(channel.history());
    }

    @Test
    void a_long_fast_walk_goes_on_with_a_further_client_and_misses_nothing() throws IOException {
        int posts = 25_500;
        telegram.world()
                .channel("Some Channel")
                .username("some")
                .posts(posts, id -> id % 1000 == 0 ? post(id / 1000) : PostDraft.text("Post " + id));
        archiver.environment("ARCHIVER_DOWNLOAD_RATE_LIMIT_REQUESTS_PER_SECOND", "1000");
        ProgramRun run = download("@some", "--workers", "2", "-v");
        assertThat(run.out()).contains("Archived 25 files");
        assertThat(log()).contains("The walk continues with a further client");
        assertThat(archiver.run("", "stats").out()).containsPattern("@some +25,?500 .* complete");
        // Telegram was asked for each page once, whichever client it was; TDLib reads 50 posts ahead at a time.
        assertThat(telegram.calls().count("messages.getHistory")).isBetween(posts / 100, posts / 50 + 20);
        assertThat(lanes()).doesNotExist();
    }
}

package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Entity;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.localtelegram.world.ServiceAction;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.program.ProgramRun;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DownloadIT extends EndToEnd {

    @BeforeEach
    void start() throws IOException {
        archiver.loggedIn();
    }

    private Channel channel() {
        return telegram.world().channel("Some Channel").username("some");
    }

    private static List<Post> posts(Channel channel) {
        return channel.history().ids().stream().map(channel.history()::required).toList();
    }

    private ProgramRun archive(String... options) throws IOException {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "download";
        arguments[1] = "@some";
        System.arraycopy(options, 0, arguments, 2, options.length);
        ProgramRun run = archiver.run("", arguments);
        assertThat(run.exitCode()).as("%s", run).isZero();
        return run;
    }

    @Test
    void every_kind_of_media_byte_for_byte() throws IOException {
        Channel channel = channel();
        channel.post(PostDraft.service(new ServiceAction.ChannelCreated("Some Channel")));
        channel.post(PostDraft.text("Just words"));
        channel.post(PostDraft.media(Media.audio("Clara Voss", "Afterglow", RemoteFile.ofSize(3_000_001))));
        channel.post(PostDraft.media(Media.document("dataset.zip", RemoteFile.ofSize(1_500_000))));
        channel.post(PostDraft.media(Media.photo(RemoteFile.ofSize(123_456))));
        channel.post(PostDraft.media(Media.video("clip.mp4", RemoteFile.ofSize(2_222_222))));
        channel.post(PostDraft.media(Media.voice(RemoteFile.ofSize(40_000))));
        channel.post(PostDraft.media(Media.videoNote(RemoteFile.ofSize(300_000))));
        channel.post(PostDraft.media(Media.animation("dance.mp4", RemoteFile.ofSize(99_999))));
        channel.post(PostDraft.media(Media.document("tiny", RemoteFile.ofSize(1))));

        ProgramRun run = archive("--workers", "5");
        assertThat(run.out()).contains("Archived 8 files");
        archiver.assertArchiveIs(posts(channel));
        assertThat(archiver.archived(3).getFileName().toString())
                .startsWith("3_")
                .endsWith(".mp3");
        assertThat(archiver.archived(5).getFileName()).hasToString("5_photo.jpg");
        assertThat(archiver.archived().values())
                .allSatisfy(file -> assertThat(Files.getLastModifiedTime(file).toInstant())
                        .isEqualTo(channel.history()
                                .required(Integer.parseInt(
                                        file.getFileName().toString().replaceFirst("_.*", "")))
                                .date()
                                .truncatedTo(ChronoUnit.SECONDS)));
    }

    @Test
    void files_lie_where_the_readme_says() throws IOException {
        Channel channel = channel();
        channel.post(PostDraft.media(Media.document("a/../b:c?.pdf", RemoteFile.ofSize(1000)))
                .at(Instant.parse("2024-02-29T23:59:59Z")));
        archive();
        Path file = archiver.archived(1);
        assertThat(archiver.downloads().relativize(file).getParent()).isEqualTo(Path.of("Some Channel", "2024-02"));
        assertThat(file.getFileName().toString())
                .startsWith("1_")
                .endsWith(".pdf")
                .doesNotContain(":", "?");
    }

    @Test
    void posts_are_stored_with_their_texts() throws IOException, TrackerFailure {
        Channel channel = channel();
        channel.post(PostDraft.text("Hello, bold world")
                .format(Entity.Type.BOLD, "bold")
                .views(77)
                .forwards(5)
                .signed("The Editor")
                .at(Instant.parse("2024-01-02T03:04:05Z"))
                .edited(Instant.parse("2024-01-03T03:04:05Z")));
        channel.post(PostDraft.media(Media.photo(RemoteFile.ofSize(50_000)))
                .caption("One of two")
                .album(9)
                .replyTo(1));
        channel.post(PostDraft.media(Media.photo(RemoteFile.ofSize(60_000))).album(9));
        archive();

        try (TrackerReader tracker = SqliteTracker.openReadOnly(folder.resolve("data/tracker.db"))) {
            dev.tgarchiver.model.post.Post text =
                    tracker.post(new PostId(channel.chatId(), 1)).orElseThrow();
            assertThat(text.text()).isEqualTo("Hello, bold world");
            assertThat(text.entities()).contains("textEntityTypeBold");
            assertThat(text.type()).isEqualTo("text");
            assertThat(text.views()).isEqualTo(77);
            assertThat(text.forwards()).isEqualTo(5);
            assertThat(text.author()).isEqualTo("The Editor");
            assertThat(text.date()).isEqualTo(Instant.parse("2024-01-02T03:04:05Z"));
            assertThat(text.editDate()).contains(Instant.parse("2024-01-03T03:04:05Z"));

            dev.tgarchiver.model.post.Post photo =
                    tracker.post(new PostId(channel.chatId(), 2)).orElseThrow();
            assertThat(photo.text()).isEqualTo("One of two");
            assertThat(photo.replyTo()).isEqualTo(1);
            assertThat(photo.albumId())
                    .isNotZero()
                    .isEqualTo(tracker.post(new PostId(channel.chatId(), 3))
                            .orElseThrow()
                            .albumId());
        }
    }

    @Test
    void a_file_on_another_data_centre() throws IOException {
        Channel channel = channel();
        channel.post(PostDraft.media(
                Media.document("far.bin", RemoteFile.ofSize(700_000).inDataCentre(4))));
        channel.post(PostDraft.media(Media.document("near.bin", RemoteFile.ofSize(700_001))));
        archive();
        archiver.assertArchiveIs(posts(channel));
        assertThat(telegram.calls().count("auth.importAuthorization")).isPositive();
    }

    @Test
    void a_second_run_does_nothing() throws IOException {
        Channel channel =
                channel().posts(30, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(20_000 + id))));
        archive();
        Instant first = Files.getLastModifiedTime(archiver.archived(7)).toInstant();
        telegram.calls().clear();

        ProgramRun again = archive();
        assertThat(again.out()).contains("Nothing new");
        assertThat(telegram.calls().count("upload.getFile")).isZero();
        assertThat(telegram.calls().count("messages.getHistory")).isZero();
        assertThat(Files.getLastModifiedTime(archiver.archived(7)).toInstant()).isEqualTo(first);
        archiver.assertArchiveIs(posts(channel));
    }

    @Test
    void a_second_run_brings_what_is_new() throws IOException {
        Channel channel =
                channel().posts(130, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(2_000 + id))));
        archive();
        for (int i = 0; i < 120; i++) {
            channel.post(
                    i % 2 == 0
                            ? PostDraft.text("new " + i)
                            : PostDraft.media(Media.document("new.bin", RemoteFile.ofSize(3_000 + i))));
        }
        ProgramRun again = archive();
        assertThat(again.out()).contains("Archived 60 files");
        archiver.assertArchiveIs(posts(channel));
    }

    @Test
    void a_history_with_holes_is_walked_to_its_end() throws IOException {
        Channel channel = channel()
                .posts(
                        450,
                        id -> id % 10 == 0
                                ? PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(1_000 + id)))
                                : PostDraft.text("Post " + id));
        for (int id = 40; id < 300; id++) {
            channel.history().delete(id);
        }
        channel.history().delete(1, 2, 450);
        archive();
        archiver.assertArchiveIs(posts(channel));
    }

    @Test
    void one_remote_file_in_two_posts_is_fetched_once() throws IOException {
        RemoteFile file = RemoteFile.of(4711, 500_000);
        Channel channel = channel();
        channel.post(PostDraft.media(Media.document("same.bin", file)));
        channel.post(PostDraft.text("in between"));
        channel.post(PostDraft.media(Media.document("same.bin", file)));
        ProgramRun run = archive();
        assertThat(run.out()).contains("Archived 1 file");
        assertThat(telegram.calls().count("upload.getFile")).isLessThanOrEqualTo(9);
    }

    @Test
    void a_run_ends_after_as_many_files_as_it_may_fetch_and_the_next_goes_on() throws IOException {
        Channel channel = channel()
                .posts(20, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(50_000 - 1000L * id))));
        ProgramRun run = archive("--max-files", "7");
        assertThat(archiver.archived().keySet()).as("%s", run).hasSize(7);
        assertThat(archiver.archived().keySet())
                .as("the smallest first")
                .containsExactlyInAnyOrder(14, 15, 16, 17, 18, 19, 20);
        archive("--max-files", "0");
        archiver.assertArchiveIs(posts(channel));
    }

    @Test
    void a_flood_wait_is_waited_for() throws IOException {
        Channel channel =
                channel().posts(3, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(100_000 + id))));
        // Longer than what TDLib waits for by itself, so that it reaches the archiver; the wait is then cut short here.
        telegram.faults().error("upload.getFile", 420, "FLOOD_WAIT_61").times(1);
        ProgramRun run = archiver.start("download", "@some", "--workers", "1");
        await().atMost(Duration.ofSeconds(60)).until(() -> run.err().contains("Telegram asks to wait"));
        run.interrupt();
        run.await();
        assertThat(run.exitCode()).as("%s", run).isEqualTo(130);
        archive();
        archiver.assertArchiveIs(posts(channel));
    }

    @Test
    void stats_tell_what_there_is() throws IOException {
        channel()
                .posts(
                        10,
                        id -> id % 2 == 0
                                ? PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(1_000)))
                                : PostDraft.text("Post " + id));
        assertThat(archiver.run("", "stats").exitCode()).isEqualTo(2);
        archive();
        for (String form : new String[] {"stats", "--stats"}) {
            ProgramRun stats = archiver.run("", form);
            assertThat(stats.exitCode()).as("%s", stats).isZero();
            assertThat(stats.out()).contains("@some").contains("complete");
        }
        assertThat(archiver.run("", "stats", "--json").out()).startsWith("{").contains("\"posts\":10");
    }
}

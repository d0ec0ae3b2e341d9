package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A link to a post means that post and its album, and nothing is walked for it. */
final class PostLinkIT extends EndToEnd {

    private static final int POSTS = 300;

    private Channel channel;

    /** Posts 101 to 110 are one album, posts 111 and 112 another; the others are single documents. */
    @BeforeEach
    void start() throws IOException {
        archiver.loggedIn();
        channel = telegram.world().channel("Some Channel").username("some").posts(POSTS, id -> {
            RemoteFile file = RemoteFile.ofSize(2_000L + id);
            if (id > 100 && id <= 112) {
                PostDraft photo = PostDraft.media(Media.photo(file)).album(id <= 110 ? 1 : 2);
                return id == 101 ? photo.caption("The album's words") : photo;
            }
            return id == 200 ? PostDraft.media(Media.voice(file)) : PostDraft.media(Media.document(id + ".bin", file));
        });
    }

    private ProgramRun download(int exitCode, String... arguments) throws IOException {
        ProgramRun run = archiver.run(
                "",
                Stream.concat(Stream.of("download"), Arrays.stream(arguments)).toArray(String[]::new));
        assertThat(run.exitCode()).as("%s", run).isEqualTo(exitCode);
        return run;
    }

    private void assertArchived(Integer... posts) throws IOException {
        archiver.assertArchiveIs(
                Arrays.stream(posts).map(channel.history()::required).toList());
    }

    private String stats() throws IOException {
        return archiver.run("", "stats").out();
    }

    @Test
    void a_link_archives_one_post_without_a_walk_and_the_channel_is_known_as_not_walked() throws IOException {
        telegram.calls().clear();
        ProgramRun run = download(0, "https://t.me/some/50");
        assertThat(run.err()).contains("Started: 1 post, 3 workers, 1 file pending");
        assertThat(run.out()).contains("Archived 1 file");
        assertArchived(50);
        assertThat(telegram.calls().count("messages.getHistory")).isZero();
        assertThat(telegram.calls().of("channels.getMessages")).hasSizeLessThanOrEqualTo(2);

        assertThat(stats()).containsPattern("@some +1 .*not walked yet");
        ProgramRun audit = archiver.run("", "verify", "--audit", "@some");
        assertThat(audit.exitCode()).as("%s", audit).isEqualTo(3);
        assertThat(audit.out())
                .contains("1 file archived")
                .contains("nothing missing. Not walked: 299 posts (ids 1 to 300)");

        assertThat(download(0, "https://t.me/some/50").out()).contains("Nothing new");
        download(0, "@some");
        archiver.assertArchiveIs(channel.history().ids().stream()
                .map(channel.history()::required)
                .toList());
        assertThat(stats()).containsPattern("@some +300 .*complete");
    }

    @Test
    void a_link_into_an_album_means_all_of_it_unless_it_says_single() throws IOException {
        archiver.configure("""
                  path_template: "{channel}/{id}_of_{caption}"
                """);
        download(0, "https://t.me/some/110");
        assertArchived(101, 102, 103, 104, 105, 106, 107, 108, 109, 110);
        assertThat(archiver.archived(107).getFileName()).hasToString("107_of_The_album_s_words.jpg");
        download(0, "t.me/some/112?single");
        assertThat(archiver.archived()).hasSize(11).containsKey(112);
        download(0, "tg://resolve?domain=some&post=112");
        assertThat(archiver.archived()).hasSize(12).containsKey(111);
        assertThat(telegram.calls().count("messages.getHistory")).isZero();
    }

    @Test
    void what_else_is_pending_in_the_channel_stays_so() throws IOException {
        download(0, "@some", "--max-files", "3");
        assertThat(archiver.archived()).hasSize(3);
        telegram.calls().clear();
        ProgramRun run = download(0, "https://t.me/some/299?single");
        assertThat(run.out()).contains("Archived 1 file");
        assertThat(archiver.archived()).hasSize(4).containsKey(299);
        assertThat(telegram.calls().count("messages.getHistory")).isZero();
    }

    @Test
    void several_links_and_a_whole_channel_go_together() throws IOException {
        Channel other = telegram.world()
                .channel("Other")
                .joinedBy(user)
                .posts(250, id -> PostDraft.media(Media.document(id + ".txt", RemoteFile.ofSize(700L + id))));
        telegram.world()
                .channel("Whole")
                .username("whole")
                .posts(2, id -> PostDraft.media(Media.document(id + ".txt", RemoteFile.ofSize(50L + id))));
        download(
                0,
                "https://t.me/some/7",
                "https://t.me/c/" + other.id() + "/9/240",
                "@whole",
                "https://t.me/whole/1",
                "https://t.me/some/8");
        assertThat(namesBelow("Some Channel")).containsExactly("7_7.bin", "8_8.bin");
        assertThat(namesBelow("Other")).containsExactly("240_240.txt");
        assertThat(namesBelow("Whole")).containsExactly("1_1.txt", "2_2.txt");
        assertThat(stats()).containsPattern("@whole +2 .*complete").containsPattern("Other +1 .*not walked yet");
    }

    private Stream<String> namesBelow(String directory) throws IOException {
        try (Stream<Path> paths = Files.walk(archiver.downloads().resolve(directory))) {
            return paths
                    .filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void a_post_that_is_not_there_is_named_and_the_others_are_archived() throws IOException {
        channel.history().delete(50);
        ProgramRun run = download(5, "https://t.me/some/50", "https://t.me/some/51", "https://t.me/some/4711");
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("@some has no post 50; it was deleted, or never was")
                .contains("@some has no post 4711")
                .contains("Archived 1 file (2.1 KB)", "2 posts failed.");
        assertArchived(51);
        for (String wrong : List.of("99999999999", "0", "5x")) {
            assertThat(download(2, "https://t.me/some/" + wrong).err())
                    .contains("has \"https://t.me/some/" + wrong + "\", which does not name a post: " + wrong
                            + " is not a post's number")
                    .contains("the link to a post (https://t.me/name/456)");
        }
    }

    @Test
    void commands_on_whole_channels_refuse_a_post() throws IOException {
        String link = "https://t.me/some/50";
        download(0, link);
        for (String[] command : new String[][] {
            {"stats", link},
            {"stats", "--json", link},
            {"verify", link},
            {"verify", "--audit", link},
            {"retry", link},
            {"forget", "--yes", "--delete-files", link}
        }) {
            ProgramRun run = archiver.run("", command);
            assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
            assertThat(run.err())
                    .contains("\"" + link + "\" is the link to one post, and this command works on whole channels. "
                            + "Name its channel: @some.");
        }
        assertThat(archiver.run("", "stats", "https://t.me/other/50").err())
                .contains("Its channel is not in the archive. It holds @some.");
        assertArchived(50);
    }

    @Test
    void a_named_post_is_wanted_whatever_the_configuration_selects() throws IOException {
        archiver.configure("""
                  select: {types: photo}
                """);
        Path config = folder.resolve("config.yaml");
        Files.writeString(config, Files.readString(config) + "\nchannels: ['https://t.me/some/200', '@some']\n");
        download(0, "https://t.me/some/200", "--types", "photo");
        assertThat(archiver.archived()).isEmpty();
        // Its file was skipped as the channel asks, and is so no more.
        download(0, "@some");
        assertThat(archiver.archived()).hasSize(12);
        download(0);
        assertThat(archiver.archived()).hasSize(13).containsKey(200);
        assertThat(stats()).contains("287");
        download(0, "@some");
        assertThat(archiver.archived()).hasSize(13);
    }

    @Test
    void a_named_post_that_failed_or_was_removed_is_fetched_again() throws IOException {
        telegram.faults().error("upload.getFile", 400, "LOCATION_INVALID").times(3);
        download(3, "https://t.me/some/60");
        ProgramRun again = download(0, "https://t.me/some/60");
        assertThat(again.out()).contains("Archived 1 file");
        assertArchived(60);
        Files.delete(archiver.archived(60));
        ProgramRun cleanup = archiver.run("", "cleanup", "--keep-history", "--force");
        assertThat(cleanup.exitCode()).as("%s", cleanup).isZero();
        assertThat(archiver.run("", "stats", "--json").out()).contains("\"removed\":1");
        download(0, "https://t.me/some/60");
        assertArchived(60);
    }
}

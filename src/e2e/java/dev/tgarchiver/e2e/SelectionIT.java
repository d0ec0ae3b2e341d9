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
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which files are fetched, and what becomes of the others. */
final class SelectionIT extends EndToEnd {

    private Channel channel;

    @BeforeEach
    void start() throws IOException {
        archiver.loggedIn();
        channel = telegram.world().channel("Some Channel").username("some");
    }

    /** Posts 1 to 6, one of a kind. */
    private void fill() {
        channel.post(PostDraft.media(Media.audio("Clara Voss", "Afterglow", RemoteFile.ofSize(300_000)))
                .caption("New #music today")
                .at(Instant.parse("2023-05-01T12:00:00Z")));
        channel.post(PostDraft.media(Media.document("Notes.PDF", RemoteFile.ofSize(20_000)))
                .at(Instant.parse("2023-12-31T23:59:59Z")));
        channel.post(PostDraft.media(Media.photo(RemoteFile.ofSize(100_000)))
                .caption("#musical, but no tag of ours")
                .at(Instant.parse("2024-01-01T00:00:00Z")));
        channel.post(PostDraft.media(Media.video("clip.mp4", RemoteFile.ofSize(900_000)))
                .at(Instant.parse("2024-02-01T00:00:00Z")));
        channel.post(PostDraft.text("Just words").at(Instant.parse("2024-03-01T00:00:00Z")));
        channel.post(PostDraft.media(Media.document("music.zip", RemoteFile.ofSize(50_000)))
                .caption("All of it #Music")
                .at(Instant.parse("2024-04-01T00:00:00Z")));
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

    private void assertArchived(Integer... posts) throws IOException {
        assertThat(archiver.archived().keySet()).containsExactlyInAnyOrder(posts);
    }

    private void writeChannels(String channels) throws IOException {
        Path file = folder.resolve("config.yaml");
        Files.writeString(file, Files.readString(file) + "\nchannels:\n" + channels);
    }

    @Test
    void wider_filters_pick_up_what_narrower_ones_skipped_without_walking_again() throws IOException {
        fill();
        archive("--types", "audio,video", "--max-size", "500KB");
        assertArchived(1);
        ProgramRun stats = archiver.run("", "stats", "--json");
        assertThat(stats.out())
                .contains("\"posts\":6")
                .contains("\"skipped\":4")
                .contains("\"pending\":0");

        telegram.calls().clear();
        ProgramRun wider = archive("--max-size", "500KB");
        assertThat(wider.err()).contains("filters changed (now: ");
        assertArchived(1, 2, 3, 6);
        assertThat(telegram.calls().count("messages.getHistory")).isZero();

        archive();
        archiver.assertArchiveIs(channel.history().ids().stream()
                .map(channel.history()::required)
                .toList());
        assertThat(archiver.run("", "stats", "--json").out()).contains("\"skipped\":0");
    }

    @Test
    void by_date_number_name_and_hashtag() throws IOException {
        fill();
        archive("--since", "2024", "--until", "2024-01");
        assertArchived(3);
        archive("--from-id", "4", "--to-id", "5");
        assertArchived(3, 4);
        archive("--name", "*.pdf", "--name", "no such*");
        assertArchived(2, 3, 4);
        archive("--hashtag", "#music");
        assertArchived(1, 2, 3, 4, 6);
    }

    @Test
    void a_channel_has_keys_of_its_own() throws IOException {
        fill();
        Channel other = telegram.world().channel("Other").username("other");
        other.post(PostDraft.media(Media.photo(RemoteFile.ofSize(40_000))));
        other.post(PostDraft.media(Media.document("o.bin", RemoteFile.ofSize(40_001))));
        archiver.configure("""
                  select: {types: photo}
                """);
        writeChannels("""
                  - {channel: "https://t.me/Some", types: [audio, video], max_size: 400KB}
                  - "@other"
                """);
        ProgramRun run = archiver.run("", "download");
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(namesBelow("Some Channel")).containsExactly("1_Clara Voss - Afterglow.mp3");
        assertThat(namesBelow("Other")).containsExactly("1_photo.jpg");

        // The channel's own keys hold also when it is named on the command line, and options go before them.
        telegram.calls().clear();
        archive();
        assertThat(namesBelow("Some Channel")).hasSize(1);
        archive("--types", "all");
        assertThat(namesBelow("Some Channel")).hasSize(5 - 1);
    }

    private List<String> namesBelow(String directory) throws IOException {
        try (var paths = Files.walk(archiver.downloads().resolve(directory))) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void a_dry_run_tells_what_there_is_and_downloads_nothing() throws IOException {
        fill();
        ProgramRun run = archive("--dry-run", "--types", "document,photo");
        assertThat(archiver.archived()).isEmpty();
        assertThat(telegram.calls().count("upload.getFile")).isZero();
        assertThat(run.out())
                .contains("document", "photo", "170 KB", "6 posts", "3 files")
                .containsPattern("skipped.*2 files")
                .contains("archiver download");
        telegram.calls().clear();
        archive("--types", "document,photo");
        assertArchived(2, 3, 6);
        assertThat(telegram.calls().count("messages.getHistory")).isZero();

        ProgramRun json = archive("--dry-run", "--json");
        assertThat(json.out().lines().reduce((first, last) -> last))
                .hasValueSatisfying(line -> assertThat(line).contains("\"type\":\"dry_run\"", "\"files\":2"));
    }
}

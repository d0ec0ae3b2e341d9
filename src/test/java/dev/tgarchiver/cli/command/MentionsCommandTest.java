package dev.tgarchiver.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.cli.TestProgram;
import dev.tgarchiver.export.Samples;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.post.PostReader;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What archiver links, hashtags, senders and open print. */
final class MentionsCommandTest {

    @TempDir
    private Path folder;

    private TestProgram program;

    @BeforeEach
    void archive() throws IOException, TrackerFailure {
        program = new TestProgram(folder);
        try (Tracker tracker = SqliteTracker.open(folder.resolve("data/tracker.db"))) {
            tracker.remember(
                    new Channel(Samples.CHAT, "News", Optional.of("news"), Channel.Type.CHANNEL), taken -> "news");
            tracker.recordPage(
                    Samples.CHAT,
                    List.of(
                            post(1, 0, "#Tag and #tag, www.a.example/x", "Hashtag:0:4", "Hashtag:9:4", "Url:15:15"),
                            post(2, 2, "#TAG https://a.example/y", "Hashtag:0:4", "Url:5:19"),
                            post(3, 2, "#other", "Hashtag:0:6"),
                            audio(4)),
                    dev.tgarchiver.tracker.Samples.CURSOR);
            tracker.recordPeers(List.of(new Peer(2, Peer.Kind.USER, "Bob", List.of(), "")));
        }
    }

    private static Post post(long id, long sender, String text, String... entities) {
        var message = Samples.message(id, "messageText", "{\"text\":{\"@type\":\"formattedText\"}}");
        var formatted = message.withObject("/content/text").put("text", text);
        var list = formatted.putArray("entities");
        for (String entity : entities) {
            String[] parts = entity.split(":");
            list.addObject()
                    .put("@type", "textEntity")
                    .put("offset", Integer.parseInt(parts[1]))
                    .put("length", Integer.parseInt(parts[2]))
                    .putObject("type")
                    .put("@type", "textEntityType" + parts[0]);
        }
        if (sender > 0) {
            message.putObject("sender_id").put("@type", "messageSenderUser").put("user_id", sender);
        }
        return PostReader.post(message);
    }

    private static Post audio(long id) {
        return PostReader.post(Samples.message(
                id,
                "messageAudio",
                "{\"audio\":{\"@type\":\"audio\",\"file_name\":\"s.mp3\",\"audio\":FILE(song, 3)}}"));
    }

    @Test
    void hashtags_count_the_posts_whatever_their_case() {
        TestProgram.Ended ended = program.run("hashtags", "@news");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out().lines().map(line -> line.strip().replaceAll("  +", " ")))
                .containsExactly("Posts Last Hashtag", "2 2023-11-14 #tag", "1 2023-11-14 #other");
        assertThat(program.run("hashtags", "--limit", "1").err()).contains("There are 1 more.");
    }

    @Test
    void links_are_counted_whole_or_by_their_sites() {
        assertThat(program.run("links", "--json").out())
                .contains("{\"link\":\"https://a.example/y\",\"posts\":1,")
                .contains("{\"link\":\"https://www.a.example/x\",\"posts\":1,");
        assertThat(program.run("links", "--sites", "--json").out()).startsWith("{\"site\":\"a.example\",\"posts\":2,");
    }

    @Test
    void senders_are_counted() {
        assertThat(program.run("senders", "--json").out().lines())
                .anyMatch(line -> line.startsWith("{\"sender\":\"Bob\",\"sender_id\":2,\"posts\":2,"))
                .anyMatch(line ->
                        line.startsWith("{\"sender\":\"News\",\"sender_id\":" + Samples.CHAT + ",\"posts\":2,"));
        assertThat(program.run("senders", "--hashtag", "other").out())
                .contains("Bob (2)")
                .doesNotContain("News");
    }

    @Test
    void what_names_nothing_is_said() {
        assertThat(program.run("links", "--type", "audio").err()).contains("No link in these posts.");
        assertThat(program.run("links", "--limit", "-1").exitCode()).isEqualTo(2);
    }

    @Test
    void open_prints_the_path_of_the_file() throws Exception {
        TestProgram.Ended before = program.run("open", "@news/4");
        assertThat(before.exitCode()).isEqualTo(5);
        assertThat(before.err()).contains("@news/4 has no file in the archive: not downloaded yet.");
        assertThat(program.run("open", "@news/3").err()).contains("the post has none");
        try (Tracker tracker = SqliteTracker.open(folder.resolve("data/tracker.db"))) {
            long file = dev.tgarchiver.tracker.Samples.onlyPending(tracker, Samples.CHAT)
                    .id();
            dev.tgarchiver.tracker.Samples.done(
                    tracker,
                    file,
                    dev.tgarchiver.tracker.Samples.stored("news/s.mp3", 3, 1),
                    dev.tgarchiver.tracker.Samples.NOW,
                    "worker_1");
        }
        Path path = folder.resolve("data/downloads/news/s.mp3");
        assertThat(program.run("open", "@news/4").err()).contains("is missing on this disk: " + path);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "abc");
        assertThat(program.run("open", "@news/4").out()).isEqualTo(path + "\n");
        assertThat(program.run("open", "@news/4", "-0").out()).isEqualTo(path + "\0");
        assertThat(program.run("show", "@news/4").out())
                .contains("[audio] s.mp3")
                .contains("\n  " + path + "\n");
    }
}

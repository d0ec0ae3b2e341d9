package dev.tgarchiver.cli.command.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.archive.TestArchive;
import dev.tgarchiver.cli.TestProgram;
import dev.tgarchiver.export.Samples;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.post.PostReader;
import dev.tgarchiver.post.RandomMessages;
import dev.tgarchiver.telegram.FakeTelegram;
import dev.tgarchiver.tracker.Tracker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export that is imported into an empty archive, and exported again, is the same. */
final class RoundTripTest {

    private static final long CHANNEL = Samples.CHAT;

    @TempDir
    private Path first;

    @TempDir
    private Path second;

    private static void export(Path folder) throws Exception {
        TestProgram.Ended run = new TestProgram(folder)
                .run("export", "--raw", "--output", folder.resolve("out").toString(), Long.toString(CHANNEL));
        assertThat(run.exitCode()).as("%s", run).isZero();
    }

    private static Map<String, String> files(Path folder) throws Exception {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            path -> folder.relativize(path).toString(),
                            RoundTripTest::read,
                            (one, other) -> one,
                            TreeMap::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ObjectNode photo(long id, String unique) {
        return Samples.message(
                id,
                "messagePhoto",
                "{\"photo\":{\"@type\":\"photo\",\"sizes\":[{\"@type\":\"photoSize\",\"width\":10,\"height\":10,\"photo\":FILE("
                        + unique + ", 5)}]},\"caption\":{\"text\":\"photo " + id + "\"}}");
    }

    private void store(TestArchive archive, String id, String content) throws Exception {
        Path file = archive.downloads().resolve("news").resolve(id);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        byte[] sha256 = java.security.MessageDigest.getInstance("SHA-256")
                .digest(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(sha256)).hasSize(64);
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + archive.data().resolve("tracker.db"));
                PreparedStatement statement = connection.prepareStatement(
                        "UPDATE file SET state = 'done', path = ?, sha256 = ?, worker = 'w' WHERE unique_id = ?")) {
            statement.setString(1, "news/" + id);
            statement.setBytes(2, sha256);
            statement.setString(3, id);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void of_all_contents() throws Exception {
        TestArchive archive = new TestArchive(first, new FakeTelegram(first));
        Set<Long> numbers = new LinkedHashSet<>();
        List<Post> posts = new ArrayList<>();
        for (long seed = 1; seed <= 3; seed++) {
            for (ObjectNode message : RandomMessages.ofEachContent(seed)) {
                message.put("chat_id", CHANNEL);
                if (numbers.add(message.path("id").longValue())) {
                    posts.add(PostReader.post(message));
                }
            }
        }
        posts.add(PostReader.post(photo(2_000_001, "kept1")));
        posts.add(PostReader.post(photo(2_000_002, "kept2")));
        posts.add(dev.tgarchiver.tracker.Samples.text(CHANNEL, 2_000_003, "of an early archiver"));
        Set<Long> peers = new LinkedHashSet<>();
        posts.forEach(post -> peers.addAll(post.detail().peers()));
        try (Tracker tracker = archive.tracker()) {
            tracker.remember(Samples.NEWS.channel(), taken -> "news");
            tracker.recordPeers(peers.stream()
                    .filter(id -> id % 3 != 0)
                    .map(id -> new Peer(
                            id,
                            id > 0 ? Peer.Kind.BOT : Peer.Kind.GROUP,
                            "Name " + id,
                            id % 2 == 0 ? List.of("name_" + Math.abs(id)) : List.of(),
                            id % 5 == 0 ? "photo" + id : ""))
                    .toList());
            tracker.recordPosts(CHANNEL, posts);
            ObjectNode edited = photo(2_000_002, "kept2");
            edited.put("edit_date", Samples.DATE + 60);
            ((ObjectNode) edited.path("content").path("caption")).put("text", "edited");
            tracker.recordPosts(CHANNEL, List.of(PostReader.post(edited)));
            tracker.recordDeleted(CHANNEL, List.of(2_000_001L), Instant.ofEpochSecond(Samples.DATE + 100));
        }
        store(archive, "kept1", "photo");
        store(archive, "kept2", "photi");
        export(first);
        TestProgram.Ended run =
                new TestProgram(second).run("import", first.resolve("out").toString());
        assertThat(run.exitCode()).as("%s", run).isZero();
        export(second);
        Map<String, String> before = files(first.resolve("out"));
        assertThat(before.keySet()).anyMatch(path -> path.startsWith("photos/"));
        assertThat(before.get("result.json")).contains("\"versions\"", "\"deleted_at\"", "\"not_whole\"", "\"peers\"");
        assertThat(files(second.resolve("out"))).isEqualTo(before);
    }
}

package dev.tgarchiver.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.post.PostReader;
import dev.tgarchiver.post.RawMessages;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.post.Completed;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every query that a page shows runs in a tracker as it stands there, and those about posts find something. */
final class DocumentedSqlTest {

    private static final long CHAT = -1001234567890L;
    /** The tracker of this test has neither topics nor comments. */
    private static final Predicate<String> ABOUT_ONE_CHANNEL =
            Pattern.compile("topic|FROM comment").asPredicate().negate();

    private static final long EMOJI = 5_368_324_170_671_202_286L;

    @Test
    void every_query_runs_and_those_about_posts_find_something(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("tracker.db");
        fill(file);
        List<String> empty = new ArrayList<>();
        int queries = 0;
        try (Connection tracker = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            for (Page page : Page.all()) {
                for (Page.Block block : page.blocks()) {
                    for (String query : block.language().equals("sql") ? queries(block) : List.<String>of()) {
                        queries++;
                        boolean found = finds(tracker, block, query);
                        if (!found && page.file().endsWith("posts.md") && ABOUT_ONE_CHANNEL.test(query)) {
                            empty.add(block + ": " + query);
                        }
                    }
                }
            }
        }
        assertThat(empty).isEmpty();
        assertThat(queries).isGreaterThan(6);
    }

    private static List<String> queries(Page.Block block) {
        return List.of(block.script().strip().split(";\\s*"));
    }

    private static boolean finds(Connection tracker, Page.Block block, String query) {
        try (ResultSet rows = tracker.createStatement().executeQuery(query)) {
            return rows.next();
        } catch (SQLException e) {
            throw new AssertionError(block + ": " + query, e);
        }
    }

    /** A channel as the pages name it, with posts of which there is something to tell. */
    private static void fill(Path file) throws Exception {
        try (Tracker tracker = SqliteTracker.open(file)) {
            tracker.remember(
                    new Channel(CHAT, "The name", Optional.of("name"), Channel.Type.CHANNEL), taken -> "The name");
            tracker.recordPeers(List.of(new Peer(42, Peer.Kind.USER, "Bea Brown", List.of("bea_brown"), "")));
            tracker.recordPosts(CHAT, List.of(PostReader.post(message("before"))));
            tracker.recordPosts(CHAT, List.of(PostReader.post(message("after"))));
            int deleted = tracker.recordDeleted(CHAT, List.of(450L), Instant.now());
            assertThat(deleted).isEqualTo(1);
            ObjectNode message = message("after");
            message.withArrayProperty("custom_emoji").add(sticker());
            Post whole = PostReader.completed(
                    message, RawMessages.of(message("after")).hash());
            tracker.recordCompleted(
                    CHAT, new Completed(List.of(whole), Set.of(), Map.of(EMOJI, new PostId(CHAT, 450)), Set.of()));
        }
    }

    private static ObjectNode message(String text) throws Exception {
        ObjectNode message = json("""
                {"@type":"message","date":1577836800,"sender_id":{"@type":"messageSenderUser","user_id":42},
                "interaction_info":{"@type":"messageInteractionInfo","reactions":{"@type":"messageReactions","reactions":[
                {"@type":"messageReaction","type":{"@type":"reactionTypeEmoji","emoji":"+"},"total_count":3}]}},
                "content":{"@type":"messageText","text":{"@type":"formattedText"}}}""");
        message.put("id", 450L << 20).put("chat_id", CHAT);
        message.withObject("/content/text").put("text", text);
        return message;
    }

    private static ObjectNode sticker() throws Exception {
        return json("""
                {"@type":"sticker","format":{"@type":"stickerFormatTgs"},
                "full_type":{"@type":"stickerFullTypeCustomEmoji","custom_emoji_id":"%d"},
                "sticker":{"@type":"file","size":7,"remote":{"@type":"remoteFile","unique_id":"sticker"}}}""".formatted(EMOJI));
    }

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) new ObjectMapper().readTree(text);
    }
}

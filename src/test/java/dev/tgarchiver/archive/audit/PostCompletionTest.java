package dev.tgarchiver.archive.audit;

import static dev.tgarchiver.tracker.Samples.NEWS;
import static dev.tgarchiver.tracker.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.history.DiscoverySink;
import dev.tgarchiver.model.Roles;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.post.PostReader;
import dev.tgarchiver.telegram.ContentSource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.Backoff;
import dev.tgarchiver.telegram.pace.FloodGate;
import dev.tgarchiver.telegram.pace.PacedCalls;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.telegram.pace.TokenBucket;
import dev.tgarchiver.time.FakeTime;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.post.PostVersion;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page of history leaves out of posts is asked for. */
final class PostCompletionTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final FakeTime time = new FakeTime();
    private final List<String> calls = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private @Nullable Supplier<TelegramFailure> failure;
    private Path file;
    private Tracker tracker;
    private ChannelRow channel;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        file = folder.resolve("tracker.db");
        tracker = SqliteTracker.open(file);
        channel = Samples.remember(tracker, NEWS);
    }

    @AfterEach
    void close() throws Exception {
        assertThat(tracker.integrityCheck()).isEmpty();
        tracker.close();
    }

    @Test
    void a_rich_message_that_is_cut_short_is_asked_for_whole() throws Exception {
        record(rich(1, false, "The beginning"));
        assertThat(text(1)).isEqualTo("The beginning");
        complete();
        assertThat(calls).containsExactly("rich 1");
        assertThat(text(1)).isEqualTo("The beginning\nThe end");
        assertThat(pending()).containsExactly("picture");

        record(rich(1, false, "The beginning"));
        complete();
        assertThat(calls).as("it has not changed").hasSize(1);
        assertThat(versions(1)).singleElement().asString().contains("The end");
        assertThat(text(1)).isEqualTo("The beginning\nThe end");
        assertThat(tracker.unread(NEWS)).isZero();
    }

    @Test
    void a_rich_message_that_is_whole_costs_no_call() throws Exception {
        record(rich(1, true, "All of it"));
        complete();
        assertThat(calls).isEmpty();
    }

    @Test
    void one_that_was_edited_is_asked_for_again() throws Exception {
        record(rich(1, false, "The beginning"));
        complete();
        record(rich(1, false, "Another beginning"));
        assertThat(text(1)).isEqualTo("Another beginning");
        complete();
        assertThat(calls).containsExactly("rich 1", "rich 1");
        assertThat(versions(1)).hasSize(2).allMatch(version -> version.contains("The end"));
        assertThat(pending()).containsExactly("picture");
    }

    @Test
    void an_instant_view_is_kept_and_its_pictures_are_left_out() throws Exception {
        record(linked(1));
        complete();
        assertThat(calls).containsExactly("page https://example.org/1");
        assertThat(versions(1))
                .singleElement()
                .asString()
                .contains("\"instant_view\":")
                .contains("An article");
        assertThat(text(1)).isEqualTo("See https://example.org/1");
        assertThat(pending()).isEmpty();
        assertThat(tracker.stats().total().skipped()).containsOnlyKeys("roles");
        tracker.select(NEWS, Selection.EVERYTHING.withRoles(new Roles(List.of("instant_view"))));
        assertThat(pending()).containsExactly("illustration");
        record(linked(1));
        assertThat(versions(1)).singleElement().asString().contains("An article");
    }

    @Test
    void a_custom_emoji_is_asked_for_once_however_many_posts_use_it() throws Exception {
        record(emoji(1, 11, 12), emoji(2, 12), emoji(3, 11));
        complete();
        assertThat(calls).containsExactly("emoji [11, 12]");
        assertThat(pending()).containsExactlyInAnyOrder("sticker 11", "sticker 12");
        record(emoji(4, 11));
        complete();
        assertThat(calls).hasSize(1);
        assertThat(tracker.stats().total().pending().files()).isEqualTo(2);
    }

    @Test
    void an_emoji_that_the_first_post_no_longer_uses_stays_for_the_others() throws Exception {
        record(emoji(1, 11), emoji(2, 11));
        complete();
        record(emoji(1));
        assertThat(pending()).containsExactly("sticker 11");
        assertThat(versions(1)).hasSize(2);
        complete();
        assertThat(calls).hasSize(1);
    }

    @Test
    void the_emoji_of_later_reactions_are_asked_for_too() throws Exception {
        record(emoji(1, 11));
        complete();
        ObjectNode message = emoji(1, 11);
        message.withObjectProperty("interaction_info").set("reactions", json("""
                        {"@type":"messageReactions","reactions":[{"@type":"messageReaction","total_count":2,
                        "type":{"@type":"reactionTypeCustomEmoji","custom_emoji_id":"13"}}]}"""));
        record(message);
        complete();
        assertThat(calls).containsExactly("emoji [11]", "emoji [13]");
        assertThat(pending()).containsExactlyInAnyOrder("sticker 11", "sticker 13");
        assertThat(versions(1)).as("reactions are counters").hasSize(1);
    }

    @Test
    void an_emoji_that_telegram_does_not_know_is_not_asked_for_again() throws Exception {
        record(emoji(1, 404));
        complete();
        record(emoji(2, 404));
        complete();
        assertThat(calls).containsExactly("emoji [404]");
    }

    @Test
    void at_most_200_emoji_are_asked_for_at_once() throws Exception {
        for (int post = 0; post < 3; post++) {
            long first = 1_000 + 100L * post;
            record(emoji(post + 1, LongStream.range(first, first + 100).toArray()));
        }
        complete();
        assertThat(calls).hasSize(2);
        assertThat(tracker.stats().total().pending().files()).isEqualTo(300);
    }

    @Test
    void a_failure_leaves_the_rest_to_be_asked_for() throws Exception {
        record(rich(1, false, "One"));
        failure = () -> new TelegramFailure.Transient("No answer.");
        assertThatThrownBy(this::complete).isInstanceOf(TelegramFailure.Transient.class);
        failure = null;
        complete();
        assertThat(text(1)).isEqualTo("One\nThe end");
    }

    @Test
    void what_telegram_refuses_is_told_and_not_asked_for_again() throws Exception {
        record(rich(1, false, "One"), rich(2, false, "Two"), linked(3));
        failure = () -> new TelegramFailure.Gone("There is none.");
        complete();
        assertThat(calls).hasSize(3);
        assertThat(events)
                .filteredOn(Event.Notice.class::isInstance)
                .extracting(event -> ((Event.Notice) event).text())
                .singleElement()
                .asString()
                .contains("did not give all of 3 posts");
        failure = null;
        record(rich(1, false, "One"));
        complete();
        assertThat(calls).hasSize(3);
        record(rich(1, false, "One, edited"));
        complete();
        assertThat(calls).hasSize(4);
        assertThat(tracker.stats().changes().refused()).isEqualTo(2);
    }

    @Test
    void it_ends_between_two_calls_and_goes_on_where_it_ended() throws Exception {
        for (int post = 1; post <= 120; post++) {
            record(rich(post, false, "Post " + post));
        }
        int[] left = {70};
        completion().run(channel, 1, Long.MAX_VALUE, () -> left[0]-- <= 0);
        assertThat(calls).hasSize(70);
        complete();
        assertThat(calls).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void only_the_posts_that_were_named_are_asked_for() throws Exception {
        record(rich(1, false, "One"), rich(2, false, "Two"));
        completion().run(channel, 2, 2, () -> false);
        assertThat(calls).containsExactly("rich 2");
    }

    @Test
    void deleted_posts_are_not_asked_for() throws Exception {
        record(rich(1, false, "One"));
        assertThat(tracker.recordDeleted(NEWS, List.of(1L), NOW)).isEqualTo(1);
        complete();
        assertThat(calls).isEmpty();
    }

    @Test
    void a_post_of_a_kind_that_was_unknown_is_read_again_with_a_newer_tdlib_and_has_one_version() throws Exception {
        ObjectNode unknown = message(1);
        unknown.set("content", json("{\"@type\":\"messageUnsupported\"}"));
        record(unknown);
        assertThat(tracker.nextUnread(NEWS, 1)).isEmpty();
        assertThat(tracker.stats().changes().unsupported()).isEqualTo(1);
        change("UPDATE post_raw SET tdlib = 10800");
        assertThat(tracker.nextUnread(NEWS, 1)).hasValue(1);
        assertThat(tracker.unread(NEWS)).isEqualTo(1);

        record(rich(1, true, "Now it is known"));
        assertThat(text(1)).isEqualTo("Now it is known");
        assertThat(versions(1)).hasSize(1);
        assertThat(tracker.nextUnread(NEWS, 1)).isEmpty();
        assertThat(tracker.stats().changes().unsupported()).isZero();
    }

    private void complete() throws Exception {
        completion().run(channel, 1, Long.MAX_VALUE, () -> false);
    }

    private PostCompletion completion() {
        PacedCalls paced = new PacedCalls(
                new Throttle(new TokenBucket(1, 1, time), new FloodGate(time, () -> 0), time),
                new Backoff(1, Duration.ofSeconds(1), Duration.ofSeconds(1), () -> 1),
                event -> {},
                time);
        return new PostCompletion(new Source(), tracker, paced, DiscoverySink.NONE, events::add);
    }

    private final class Source implements ContentSource {

        @Override
        public byte[] richMessage(PostId post) throws TelegramFailure {
            call("rich " + post.messageId());
            try {
                return bytes(richMessage(true, text(post.messageId()), "The end"));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private ObjectNode richMessage(boolean full, String... paragraphs) {
            ObjectNode rich = PostCompletionTest.richMessage(full, paragraphs);
            rich.withArrayProperty("blocks").add(photo("picture"));
            return rich;
        }

        @Override
        public byte[] instantView(String url) throws TelegramFailure {
            call("page " + url);
            ObjectNode view = PostCompletionTest.richMessage(true, "An article");
            view.put("@type", "webPageInstantView").withArrayProperty("blocks").add(photo("illustration"));
            return bytes(view);
        }

        @Override
        public List<byte[]> customEmoji(Collection<Long> ids) throws TelegramFailure {
            call("emoji " + ids);
            return ids.stream()
                    .filter(id -> id != 404)
                    .map(id -> bytes(sticker(id)))
                    .toList();
        }

        private void call(String what) throws TelegramFailure {
            calls.add(what);
            if (failure != null) {
                throw failure.get();
            }
        }
    }

    private void record(ObjectNode... messages) throws Exception {
        tracker.recordPosts(NEWS, Arrays.stream(messages).map(PostReader::post).toList());
    }

    private String text(long messageId) throws Exception {
        return tracker.post(new PostId(NEWS, messageId)).orElseThrow().text();
    }

    private List<String> versions(long messageId) throws Exception {
        return tracker.versions(new PostId(NEWS, messageId)).stream()
                .map(PostVersion::json)
                .map(json -> json.orElse(""))
                .toList();
    }

    private List<String> pending() throws Exception {
        return tracker.pending(List.of(NEWS), 10, NOW).stream()
                .map(pending -> pending.media().uniqueId())
                .toList();
    }

    private void change(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            int unused = connection.createStatement().executeUpdate(sql);
        }
    }

    private static ObjectNode message(long messageId) {
        ObjectNode message = json("{\"@type\":\"message\",\"date\":1577836800}");
        return message.put("id", messageId << 20).put("chat_id", NEWS);
    }

    private static ObjectNode rich(long messageId, boolean full, String paragraph) {
        ObjectNode message = message(messageId);
        message.withObjectProperty("content")
                .put("@type", "messageRichMessage")
                .set("message", richMessage(full, paragraph));
        return message;
    }

    private static ObjectNode richMessage(boolean full, String... paragraphs) {
        ObjectNode rich = json("{\"@type\":\"richMessage\",\"blocks\":[]}").put("is_full", full);
        for (String paragraph : paragraphs) {
            ObjectNode block = json("{\"@type\":\"pageBlockParagraph\",\"text\":{\"@type\":\"richTextPlain\"}}");
            block.withObjectProperty("text").put("text", paragraph);
            rich.withArrayProperty("blocks").add(block);
        }
        return rich;
    }

    private static ObjectNode photo(String uniqueId) {
        ObjectNode block = json("""
                {"@type":"pageBlockPhoto","photo":{"@type":"photo","sizes":[{"@type":"photoSize","type":"x",
                "width":800,"height":600,"photo":{"@type":"file","size":9,"remote":{"@type":"remoteFile"}}}]}}""");
        block.withObject("/photo/sizes/0/photo/remote").put("unique_id", uniqueId);
        return block;
    }

    private static ObjectNode linked(long messageId) {
        String url = "https://example.org/" + messageId;
        ObjectNode message = message(messageId);
        ObjectNode content = message.withObjectProperty("content").put("@type", "messageText");
        content.withObjectProperty("text").put("text", "See " + url);
        content.withObjectProperty("link_preview").put("url", url).put("instant_view_version", 2);
        return message;
    }

    private static ObjectNode emoji(long messageId, long... ids) {
        ObjectNode message = message(messageId);
        ObjectNode content = message.withObjectProperty("content").put("@type", "messageText");
        ObjectNode text = content.withObjectProperty("text").put("text", "Words");
        for (long id : ids) {
            ObjectNode entity = text.withArrayProperty("entities").addObject();
            entity.withObjectProperty("type")
                    .put("@type", "textEntityTypeCustomEmoji")
                    .put("custom_emoji_id", Long.toString(id));
        }
        return message;
    }

    private static ObjectNode sticker(long id) {
        ObjectNode sticker = json("""
                {"@type":"sticker","format":{"@type":"stickerFormatTgs"},
                "full_type":{"@type":"stickerFullTypeCustomEmoji"},
                "sticker":{"@type":"file","size":7,"remote":{"@type":"remoteFile"}}}""");
        sticker.withObjectProperty("full_type").put("custom_emoji_id", Long.toString(id));
        sticker.withObject("/sticker/remote").put("unique_id", "sticker " + id);
        return sticker;
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] bytes(ObjectNode object) {
        return object.toString().getBytes(StandardCharsets.UTF_8);
    }
}

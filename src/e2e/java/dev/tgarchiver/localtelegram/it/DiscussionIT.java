package dev.tgarchiver.localtelegram.it;

import static dev.tgarchiver.localtelegram.client.TdlibProcess.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.localtelegram.client.TdlibProcess;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.localtelegram.world.User;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The comments of a channel's posts, as TDLib understands them. */
class DiscussionIT {

    private static final int SHIFT = 20;

    @TempDir
    private Path session = Path.of("set by JUnit");

    /** Posts 1 and 2 of the channel are posts 1 and 2 of the group, where 3 and 4 are comments of the first, 5 of the second. */
    private static Channel talk(Scenario scenario) {
        User writer = scenario.world().user("+15550002").named("Bea", "Brown");
        Channel group = scenario.world().channel("Talk");
        Channel channel = scenario.world().channel("News").username("newsone").discussedIn(group);
        channel.post(PostDraft.text("One"));
        channel.post(PostDraft.media(Media.document("two.bin", RemoteFile.ofSize(5_000))));
        group.post(PostDraft.text("First").by(writer).replyTo(1));
        group.post(PostDraft.media(Media.document("four.bin", RemoteFile.ofSize(6_000)))
                .by(writer)
                .replyTo(3));
        group.post(PostDraft.text("On two").by(writer).replyTo(2));
        group.post(PostDraft.text("Not a comment").by(writer));
        return group;
    }

    private static ObjectNode ask(String what, long chat, int post) {
        return request(what).put("chat_id", chat).put("message_id", (long) post << SHIFT);
    }

    private static long discussion(TdlibProcess tdlib, long channel) {
        JsonNode chat = tdlib.call(request("getChat").put("chat_id", channel));
        JsonNode full = tdlib.call(request("getSupergroupFullInfo")
                .put("supergroup_id", chat.path("type").path("supergroup_id").asLong()));
        return full.path("linked_chat_id").asLong();
    }

    private static List<Integer> numbers(JsonNode messages) {
        return StreamSupport.stream(messages.path("messages").spliterator(), false)
                .map(message -> (int) (message.path("id").asLong() >> SHIFT))
                .toList();
    }

    @Test
    void comments_in_a_group_that_cannot_be_read_are_read_post_by_post() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            Channel group = talk(scenario);
            scenario.logIn();
            TdlibProcess tdlib = scenario.tdlib();
            long channel = tdlib.chat("newsone");
            JsonNode newest = tdlib.walk(channel).get(1);
            assertThat(newest.path("interaction_info")
                            .path("reply_info")
                            .path("reply_count")
                            .asInt())
                    .isEqualTo(2);
            assertThat(discussion(tdlib, channel)).isEqualTo(group.chatId());
            JsonNode thread = tdlib.call(ask("getMessageThread", channel, 1));
            assertThat(thread.path("chat_id").asLong()).isEqualTo(group.chatId());
            JsonNode root = thread.path("messages").path(0);
            JsonNode source = root.path("forward_info").path("source");
            assertThat(source.path("chat_id").asLong()).isEqualTo(channel);
            assertThat(source.path("message_id").asLong()).isEqualTo(1L << SHIFT);
            assertThat(root.path("sender_id").path("chat_id").asLong()).isEqualTo(channel);

            JsonNode comments =
                    tdlib.call(ask("getMessageThreadHistory", channel, 1).put("limit", 100));
            assertThat(comments.path("total_count").asInt()).isEqualTo(2);
            assertThat(numbers(comments)).containsExactly(4, 3);
            comments.path("messages").forEach(comment -> {
                assertThat(comment.path("topic_id").path("@type").asText()).isEqualTo("messageTopicThread");
                assertThat(comment.path("topic_id").path("message_thread_id").asLong())
                        .isEqualTo(root.path("id").asLong());
            });
            JsonNode document =
                    comments.path("messages").path(0).path("content").path("document");
            Path file = tdlib.download(document.path("document").path("id").asInt());
            assertThat(Files.size(file)).isEqualTo(6_000);
            assertThat(numbers(tdlib.call(
                            ask("getMessageThreadHistory", channel, 2).put("limit", 100))))
                    .containsExactly(5);

            assertThat(scenario.telegram().calls().problems()).isEmpty();
        }
    }

    @Test
    void a_member_reads_the_group_as_a_whole() throws Exception {
        try (Scenario scenario = Scenario.start(session)) {
            Channel group = talk(scenario);
            group.joinedBy(scenario.logIn());
            TdlibProcess tdlib = scenario.tdlib();
            long channel = tdlib.chat("newsone");
            List<JsonNode> messages = tdlib.walk(discussion(tdlib, channel));
            assertThat(messages).hasSize(6);
            assertThat(messages.get(0).has("topic_id")).isFalse();
            assertThat(messages.get(2)
                            .path("topic_id")
                            .path("message_thread_id")
                            .asLong())
                    .isEqualTo(messages.get(5).path("id").asLong());
            assertThat(scenario.telegram().calls().problems()).isEmpty();
        }
    }
}

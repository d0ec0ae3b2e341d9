package dev.tgarchiver.post;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.model.post.PostThread;
import java.util.Optional;

/** Reads where a message belongs among the answers of its chat. */
final class ThreadOf {

    private ThreadOf() {}

    /** The thread of a {@code message}. */
    static PostThread message(JsonNode message) {
        JsonNode topic = message.path("topic_id");
        boolean inThread = topic.path("@type").asText().equals("messageTopicThread");
        Optional<PostId> discussed = discussed(message);
        long root = inThread
                ? PostReader.messageId(topic.path("message_thread_id").longValue())
                : discussed.isPresent()
                        ? PostReader.messageId(message.path("id").longValue())
                        : 0;
        return root == 0 && discussed.isEmpty() ? PostThread.NONE : new PostThread(root, discussed);
    }

    /** Of what Telegram has put into a discussion group in the channel's name; what people forward is theirs. */
    private static Optional<PostId> discussed(JsonNode message) {
        JsonNode source = message.path("forward_info").path("source");
        long channel = source.path("chat_id").longValue();
        long post = PostReader.messageId(source.path("message_id").longValue());
        boolean automatic = channel != 0
                && post > 0
                && channel != message.path("chat_id").longValue()
                && message.path("sender_id").path("chat_id").longValue() == channel
                && !message.path("is_channel_post").booleanValue();
        return automatic ? Optional.of(new PostId(channel, post)) : Optional.empty();
    }
}

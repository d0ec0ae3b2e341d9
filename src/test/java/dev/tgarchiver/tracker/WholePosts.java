package dev.tgarchiver.tracker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.post.PostReader;

/** Messages as TDLib writes them, to be read and recorded as posts. */
final class WholePosts {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private WholePosts() {}

    /** A text post of 2020. */
    static ObjectNode text(long chatId, long messageId, String text) {
        String json = """
                {"@type":"message","id":%d,"chat_id":%d,"sender_id":{"@type":"messageSenderUser","user_id":42},
                "can_be_saved":true,"date":1577836800,"edit_date":0,
                "interaction_info":{"@type":"messageInteractionInfo","view_count":10,"forward_count":1},
                "content":{"@type":"messageText","text":{"@type":"formattedText","text":"","entities":[]}}}""".formatted(messageId << 20, chatId);
        ObjectNode message = parse(json);
        setText(message, text);
        return message;
    }

    static void setText(ObjectNode message, String text) {
        message.withObjectProperty("content").withObjectProperty("text").put("text", text);
    }

    static void setViews(ObjectNode message, int views) {
        message.withObjectProperty("interaction_info").put("view_count", views);
    }

    static void setReactions(ObjectNode message, String emoji, int total) {
        message.withObjectProperty("interaction_info").set("reactions", parse("""
                                {"@type":"messageReactions","reactions":[{"@type":"messageReaction",
                                "type":{"@type":"reactionTypeEmoji","emoji":"%s"},"total_count":%d},
                                {"@type":"messageReaction","type":{"@type":"reactionTypePaid"},"total_count":3}]}""".formatted(emoji, total)));
    }

    static Post post(ObjectNode message) {
        return PostReader.post(message);
    }

    private static ObjectNode parse(String json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

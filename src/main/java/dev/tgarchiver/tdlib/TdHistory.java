package dev.tgarchiver.tdlib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.Post;
import dev.tgarchiver.telegram.HistorySource;
import dev.tgarchiver.telegram.TelegramFailure;
import java.util.ArrayList;
import java.util.List;

/** Walks chats through TDLib. */
final class TdHistory implements HistorySource {

    /** The most that getChatHistory gives. */
    private static final int PAGE = 100;

    /** How many ids beyond the newest known one are looked for; TDLib asks for them in one call. */
    private static final int PROBE = 100;

    private final TdConnection connection;

    TdHistory(TdConnection connection) {
        this.connection = connection;
    }

    /**
     * TDLib trusts what it knows of a channel's end, and for a channel that the account has not joined that may be
     * old. Opening the chat makes it ask for the difference, without telling when it has it; a message beyond the known
     * end makes it wait for the difference (MessagesManager::get_channel_difference_if_needed). So both are done.
     */
    @Override
    public long refresh(long chatId, long known) throws TelegramFailure, InterruptedException {
        try {
            connection.call(TdRequest.of("openChat").put("chat_id", chatId));
            long newest = 0;
            if (known > 0) {
                ObjectNode request = TdRequest.of("getMessages").put("chat_id", chatId);
                ArrayNode ids = request.putArray("message_ids");
                for (long id = known + 1; id <= known + PROBE; id++) {
                    ids.add(PostMapping.tdlibId(id));
                }
                for (JsonNode message : connection.call(request).path("messages")) {
                    newest = Math.max(newest, messageId(message));
                }
            }
            JsonNode chat = connection.call(TdRequest.of("getChat").put("chat_id", chatId));
            return Math.max(newest, messageId(chat.path("last_message")));
        } catch (TdError e) {
            throw connection.failure(e, "Asking for new posts");
        } finally {
            // The posts of an open chat stay in TDLib's memory however many they become; of a closed one they leave it
            // a minute after they were last used (MessagesManager::can_unload_message).
            connection.client().tell(TdRequest.of("closeChat").put("chat_id", chatId));
        }
    }

    @Override
    public List<Post> older(long chatId, long before) throws TelegramFailure, InterruptedException {
        List<Post> posts = page(chatId, before, 0);
        // TDLib excludes the message it starts from only when it has it.
        return before == 0
                ? posts
                : posts.stream().filter(post -> post.id().messageId() < before).toList();
    }

    @Override
    public List<Post> newer(long chatId, long after) throws TelegramFailure, InterruptedException {
        return page(chatId, after, 1 - PAGE).stream()
                .filter(post -> post.id().messageId() > after)
                .toList();
    }

    private List<Post> page(long chatId, long from, int offset) throws TelegramFailure, InterruptedException {
        ObjectNode request = TdRequest.of("getChatHistory")
                .put("chat_id", chatId)
                .put("from_message_id", PostMapping.tdlibId(from))
                .put("offset", offset)
                .put("limit", PAGE)
                .put("only_local", false);
        try {
            List<Post> posts = new ArrayList<>();
            for (JsonNode message : connection.call(request).path("messages")) {
                if (message.isObject()) {
                    posts.add(post(chatId, message));
                }
            }
            return posts;
        } catch (TdError e) {
            throw connection.failure(e, "Reading the history");
        }
    }

    private static Post post(long chatId, JsonNode message) throws TdError {
        Post post = PostMapping.post(message);
        if (post.id().chatId() != chatId) {
            throw new TdError(
                    0,
                    "an answer that makes no sense: a post of chat " + post.id().chatId());
        }
        return post;
    }

    private static long messageId(JsonNode message) {
        return PostMapping.messageId(message.path("id").longValue());
    }
}

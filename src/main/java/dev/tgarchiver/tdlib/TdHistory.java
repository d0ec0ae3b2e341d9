package dev.tgarchiver.tdlib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdRequest;
import dev.tgarchiver.telegram.HistorySource;
import dev.tgarchiver.telegram.TelegramFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads the history of chats through TDLib. */
final class TdHistory implements HistorySource {

    /** The maximum that getChatHistory returns. */
    private static final int PAGE = 100;

    /** The number of ids beyond the newest known one to request; TDLib requests this many in one call. */
    private static final int PROBE = 200;

    /** The number of attempts to find a post that TDLib has received but not yet added to the chat. */
    private static final int PROBES = 3;

    /** Channels and supergroups have ids below this; only they number their posts separately. */
    private static final long CHANNELS = -1_000_000_000_000L;

    private static final int NOT_FOUND = 404;

    private final TdConnection connection;
    private final TdPeers peers;

    TdHistory(TdConnection connection) {
        this.connection = connection;
        peers = new TdPeers(connection);
    }

    /**
     * Makes TDLib fetch new posts. TDLib trusts its own record of a chat's end, which is as old as its database. It
     * fetches missed messages of chats with people by itself, and reports when it has them. It fetches missed messages
     * of a channel when the chat is opened, without a report. But an answer with a message beyond its known end makes
     * it wait for these messages (MessagesManager::get_channel_difference_if_needed). So this method requests messages
     * beyond TDLib's end, and not beyond the caller's, which may be lower or higher.
     */
    @Override
    public long refresh(long chatId, long known) throws TelegramFailure, InterruptedException {
        try {
            if (chatId > CHANNELS) {
                connection.awaitCatchUp();
                return end(chatId);
            }
            connection.call(TdRequest.of("openChat").put("chat_id", chatId));
            try {
                connection.learnReactions(chatId);
                return probe(chatId, known);
            } finally {
                // TDLib keeps all posts of an open chat in memory. It drops those of a closed chat a minute after their
                // last use (MessagesManager::can_unload_message).
                connection.client().tell(TdRequest.of("closeChat").put("chat_id", chatId));
            }
        } catch (TdError e) {
            throw connection.failure(e, "Asking for new posts");
        }
    }

    private long probe(long chatId, long known) throws TdError, InterruptedException {
        long end = end(chatId);
        long found = 0;
        // A difference that was requested before the message was posted does not contain it; TDLib then requests
        // another.
        for (int i = 0; i < PROBES && (i == 0 || found > end); i++) {
            found = Math.max(found, newestAfter(chatId, Math.max(known, end)));
            end = end(chatId);
        }
        return Math.max(found, end);
    }

    /** The chat's last post that TDLib knows; 0 for none. */
    private long end(long chatId) throws TdError, InterruptedException {
        JsonNode chat = connection.call(TdRequest.of("getChat").put("chat_id", chatId));
        return messageId(chat.path("last_message"));
    }

    /** The newest of the messages after one, 0 if there is none. TDLib requests those beyond its end from Telegram. */
    private long newestAfter(long chatId, long after) throws TdError, InterruptedException {
        ObjectNode request = TdRequest.of("getMessages").put("chat_id", chatId);
        ArrayNode ids = request.putArray("message_ids");
        for (long id = after + 1; id <= after + PROBE; id++) {
            ids.add(PostMapping.tdlibId(id));
        }
        long newest = 0;
        for (JsonNode message : connection.call(request).path("messages")) {
            newest = Math.max(newest, messageId(message));
        }
        return newest;
    }

    @Override
    public List<Post> older(long chatId, long before) throws TelegramFailure, InterruptedException {
        List<Post> posts = page(chatId, before, 0);
        // TDLib excludes the start message only when it has that message.
        return before == 0
                ? posts
                : posts.stream().filter(post -> post.id().messageId() < before).toList();
    }

    @Override
    public long lastUntil(long chatId, Instant date) throws TelegramFailure, InterruptedException {
        long seconds = Math.max(1, Math.min(Integer.MAX_VALUE, date.getEpochSecond()));
        try {
            return messageId(connection.call(
                    TdRequest.of("getChatMessageByDate").put("chat_id", chatId).put("date", seconds)));
        } catch (TdError e) {
            if (e.code() == NOT_FOUND) {
                return 0;
            }
            throw connection.failure(e, "Looking for a date in the history");
        }
    }

    @Override
    public List<Post> newer(long chatId, long after) throws TelegramFailure, InterruptedException {
        return page(chatId, after, 1 - PAGE).stream()
                .filter(post -> post.id().messageId() > after)
                .toList();
    }

    @Override
    public List<Peer> peers(Collection<Long> ids) throws TelegramFailure, InterruptedException {
        return peers.peers(ids);
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
                    posts.add(PostMapping.post(chatId, message));
                }
            }
            return posts;
        } catch (TdError e) {
            throw connection.failure(e, "Reading the history");
        }
    }

    private static long messageId(JsonNode message) {
        return PostMapping.messageId(message.path("id").longValue());
    }
}

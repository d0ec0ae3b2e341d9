package dev.tgarchiver.tdlib.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tdlib.PostMapping;
import dev.tgarchiver.tdlib.TdConnection;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdRequest;
import dev.tgarchiver.telegram.PostLookups;
import dev.tgarchiver.telegram.TelegramFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prefetches posts for a client: TDLib fetches all of them with one request to Telegram
 * (MessagesManager::get_messages). Thread-safe.
 */
final class TdPostLookups implements PostLookups {

    private static final Logger LOG = LoggerFactory.getLogger(PostLookups.class);

    /** Some posts are never taken here, because another worker was faster; the oldest are dropped. */
    private static final int MOST = 200;

    /** A request that several posts share. */
    private record Lookup(ObjectNode request, CompletableFuture<JsonNode> answer) {}

    private final TdConnection connection;

    @GuardedBy("this")
    private final Map<PostId, Lookup> asked = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PostId, Lookup> eldest) {
            return size() > MOST;
        }
    };

    TdPostLookups(TdConnection connection) {
        this.connection = connection;
        connection.client().onUpdate(this::onUpdate);
    }

    @Override
    public void lookUp(List<PostId> posts) {
        ObjectNode request =
                TdRequest.of("getMessages").put("chat_id", posts.get(0).chatId());
        ArrayNode ids = request.putArray("message_ids");
        posts.forEach(post -> ids.add(PostMapping.tdlibId(post.messageId())));
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        Lookup lookup = new Lookup(request, answer);
        synchronized (this) {
            posts.forEach(post -> asked.put(post, lookup));
        }
        connection.client().send(request, answer);
    }

    /** Whether the post was requested, and the request has not failed so far. */
    @Override
    public synchronized boolean knows(PostId post) {
        Lookup lookup = asked.get(post);
        return lookup != null && !lookup.answer().isCompletedExceptionally();
    }

    /**
     * Takes the {@code message} of a requested post; waits for the answer, and drops it. Empty when the post must be
     * requested by itself: it was not requested, does not exist, has changed since, or the request failed.
     *
     * @throws TdError only for a flood wait, which concerns all requests
     */
    Optional<JsonNode> take(PostId post) throws TdError, InterruptedException {
        Lookup lookup = lookup(post);
        if (lookup == null) {
            return Optional.empty();
        }
        try {
            JsonNode answer = connection.client().await(lookup.request(), lookup.answer());
            return lookup(post) != null ? message(post, answer) : Optional.empty();
        } catch (TdError e) {
            TelegramFailure failure = connection.failure(e, "Looking up posts");
            if (failure.kind() == TelegramFailure.Kind.FLOOD_WAIT) {
                throw e;
            }
            LOG.info("{}; requesting post {} separately", failure.getMessage(), post.messageId());
            return Optional.empty();
        } finally {
            forget(post);
        }
    }

    private static Optional<JsonNode> message(PostId post, JsonNode answer) {
        long id = PostMapping.tdlibId(post.messageId());
        for (JsonNode message : answer.path("messages")) {
            if (message.path("id").longValue() == id) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    /** The post's latest request, unless the post has changed since. */
    private synchronized @Nullable Lookup lookup(PostId post) {
        return asked.get(post);
    }

    private synchronized void forget(PostId post) {
        asked.remove(post);
    }

    private void onUpdate(JsonNode update) {
        switch (update.path("@type").asText()) {
            case "updateMessageContent" -> changed(update, update.path("message_id"));
            case "updateDeleteMessages" -> update.path("message_ids").forEach(id -> changed(update, id));
            default -> {
                // Other updates do not report another file.
            }
        }
    }

    private void changed(JsonNode update, JsonNode id) {
        forget(new PostId(update.path("chat_id").longValue(), PostMapping.messageId(id.longValue())));
    }
}

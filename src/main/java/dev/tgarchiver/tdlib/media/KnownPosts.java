package dev.tgarchiver.tdlib.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tdlib.PostMapping;
import dev.tgarchiver.tdlib.TdConnection;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdRequest;
import dev.tgarchiver.telegram.TelegramFailure.Replaced;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The edits that the main client has received; copies of the session do not receive them. Telegram serves a replaced
 * file for some more hours, so a successful download does not prove that the post still has that file. Thread-safe.
 */
public final class KnownPosts {

    /** Only the latest edits are kept; most files of earlier ones are fetched by then. */
    private static final int MOST = 10_000;

    private final TdConnection main;

    @GuardedBy("this")
    private final Map<PostId, Boolean> edited = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PostId, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /** Records edits from now on. */
    public KnownPosts(TdConnection main) {
        this.main = main;
        main.client().onUpdate(this::onUpdate);
    }

    private void onUpdate(JsonNode update) {
        if (update.path("@type").asText().equals("updateMessageContent")) {
            PostId post = new PostId(
                    update.path("chat_id").longValue(),
                    PostMapping.messageId(update.path("message_id").longValue()));
            synchronized (this) {
                edited.put(post, true);
            }
        }
    }

    private synchronized boolean isEdited(PostId post) {
        return edited.containsKey(post);
    }

    /**
     * Requires that no known edit has removed a file from a post. Never waits for Telegram.
     *
     * @throws Replaced when the post is known to have another file now, or none
     */
    public void requireHolds(PostId post, Media expected) throws Replaced, InterruptedException {
        if (!isEdited(post)) {
            return;
        }
        ObjectNode request = TdRequest.of("getMessageLocally")
                .put("chat_id", post.chatId())
                .put("message_id", PostMapping.tdlibId(post.messageId()));
        try {
            var unused = PostFileLocator.file(main.call(request), post, expected);
        } catch (TdError e) {
            // The post has been deleted; the fetch of its file reports that.
        }
    }
}

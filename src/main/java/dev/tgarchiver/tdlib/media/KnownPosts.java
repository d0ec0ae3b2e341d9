package dev.tgarchiver.tdlib.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.model.Media;
import dev.tgarchiver.model.PostId;
import dev.tgarchiver.tdlib.PostMapping;
import dev.tgarchiver.tdlib.TdConnection;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdRequest;
import dev.tgarchiver.telegram.TelegramFailure.Replaced;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the main client has been told of edits, which copies of the session are not told of. Telegram still gives out a file that was replaced for some hours, so that it can be fetched tells nothing. Safe for any
 * thread.
 */
public final class KnownPosts {

    /** The latest; of those before, most files are fetched by then. */
    private static final int MOST = 10_000;

    private final TdConnection main;

    @GuardedBy("this")
    private final Map<PostId, Boolean> edited = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PostId, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /** Takes note of edits from now on. */
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
     * Makes sure that nothing is known against a post holding a file. Never waits for Telegram.
     *
     * @throws Replaced when the post is known to hold another file now, or none
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
            // The post is gone meanwhile, which whoever fetches its file finds out.
        }
    }
}

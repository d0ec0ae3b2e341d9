package dev.tgarchiver.tdlib.lane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.model.Post;
import dev.tgarchiver.tdlib.PostMapping;
import dev.tgarchiver.tdlib.TdConnection;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdRequest;
import dev.tgarchiver.telegram.PostFinder;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.NoAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks for posts through a client that has only the login of the session and none of its databases: TDLib asks Telegram
 * for those posts alone that it does not know yet (MessagesManager::get_messages). It is replaced when it
 * {@linkplain ClientMemory remembers too much}. For one thread; may be closed by any.
 */
public final class TdPosts implements PostFinder {

    private final TdLane.Opening opening;
    private final ClientMemory remembered;

    @GuardedBy("this")
    private @Nullable CopyClient client;

    TdPosts(TdLane.Opening opening, LongSupplier nanoTime) {
        this.opening = opening;
        this.remembered = new ClientMemory(nanoTime);
    }

    @Override
    public List<Post> find(long chatId, long from, long to) throws TelegramFailure, InterruptedException {
        if (remembered.areTooMany()) {
            close();
            remembered.clear();
        }
        TdConnection connection = connectionTo(chatId);
        List<Post> posts = ask(connection, chatId, from, to);
        remembered.add(posts);
        return posts;
    }

    /** The posts with these ids, through a client that knows the chat. Blocks. */
    public static List<Post> ask(TdConnection connection, long chatId, long from, long to)
            throws TelegramFailure, InterruptedException {
        ObjectNode request = TdRequest.of("getMessages").put("chat_id", chatId);
        ArrayNode ids = request.putArray("message_ids");
        for (long id = from; id <= to; id++) {
            ids.add(PostMapping.tdlibId(id));
        }
        try {
            List<Post> posts = new ArrayList<>();
            for (JsonNode message : connection.call(request).path("messages")) {
                if (message.isObject()) {
                    posts.add(PostMapping.post(chatId, message));
                }
            }
            return posts;
        } catch (TdError e) {
            throw connection.failure(e, "Asking for posts " + from + " to " + to);
        }
    }

    private synchronized TdConnection connectionTo(long chatId) throws TelegramFailure, InterruptedException {
        if (client == null) {
            client = opening.open();
        }
        if (!client.resolve(chatId)) {
            throw new NoAccess("This account cannot read chat " + chatId + " any more");
        }
        return client.connection();
    }

    /** Ends the client and waits for it. May be called again. */
    synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}

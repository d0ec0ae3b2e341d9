package dev.tgarchiver.tdlib.lane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.Topic;
import dev.tgarchiver.tdlib.PostMapping;
import dev.tgarchiver.tdlib.TdConnection;
import dev.tgarchiver.tdlib.TdPeers;
import dev.tgarchiver.tdlib.TdTopics;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdRequest;
import dev.tgarchiver.telegram.PostFinder;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.NoAccess;
import dev.tgarchiver.telegram.TopicPage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests posts and topics through a client that has only the session's login and none of its databases: TDLib requests only
 * unknown posts from Telegram (MessagesManager::get_messages). The client is replaced when it
 * {@linkplain ClientMemory remembers too much}. For one thread; any thread may close it.
 */
public final class TdPosts implements PostFinder {

    private final TdTopics known;
    private final TdLane.Opening opening;
    private final ClientMemory remembered;

    @GuardedBy("this")
    private @Nullable CopyClient client;

    /** Chats whose reactions the client knows. */
    @GuardedBy("this")
    private final Set<Long> prepared = new HashSet<>();

    /** @param main the main client's, which knows every chat */
    TdPosts(TdConnection main, TdLane.Opening opening, LongSupplier nanoTime) {
        known = new TdTopics(main);
        this.opening = opening;
        this.remembered = new ClientMemory(nanoTime);
    }

    @Override
    public List<Post> find(long chatId, List<Long> wanted) throws TelegramFailure, InterruptedException {
        if (remembered.areTooMany()) {
            close();
            remembered.clear();
        }
        TdConnection connection = connectionTo(chatId);
        List<Post> posts = ask(connection, chatId, wanted);
        remembered.add(posts);
        return posts;
    }

    @Override
    public List<Peer> peers(Collection<Long> ids) throws TelegramFailure, InterruptedException {
        Optional<TdConnection> connection = current();
        return connection.isEmpty() ? List.of() : new TdPeers(connection.get()).peers(ids);
    }

    private synchronized Optional<TdConnection> current() throws TelegramFailure {
        return client == null ? Optional.empty() : Optional.of(client.connection());
    }

    @Override
    public boolean isForum(long chatId) throws TelegramFailure, InterruptedException {
        return known.isForum(chatId);
    }

    @Override
    public TopicPage topics(long chatId, TopicPage.End after) throws TelegramFailure, InterruptedException {
        return new TdTopics(connectionTo(chatId)).topics(chatId, after);
    }

    @Override
    public Optional<Topic> topic(long chatId, long number) throws TelegramFailure, InterruptedException {
        return new TdTopics(connectionTo(chatId)).topic(chatId, number);
    }

    /** The posts with these ids, through a client that knows the chat. Blocks. */
    public static List<Post> ask(TdConnection connection, long chatId, List<Long> wanted)
            throws TelegramFailure, InterruptedException {
        ObjectNode request = TdRequest.of("getMessages").put("chat_id", chatId);
        ArrayNode ids = request.putArray("message_ids");
        wanted.forEach(id -> ids.add(PostMapping.tdlibId(id)));
        try {
            List<Post> posts = new ArrayList<>();
            for (JsonNode message : connection.call(request).path("messages")) {
                if (message.isObject()) {
                    posts.add(PostMapping.post(chatId, message));
                }
            }
            return posts;
        } catch (TdError e) {
            throw connection.failure(e, "Asking for posts " + wanted.get(0) + " to " + wanted.get(wanted.size() - 1));
        }
    }

    private synchronized TdConnection connectionTo(long chatId) throws TelegramFailure, InterruptedException {
        if (client == null) {
            client = opening.open();
        }
        if (!client.resolve(chatId)) {
            throw new NoAccess("This account can no longer read chat " + chatId);
        }
        if (prepared.add(chatId)) {
            client.connection().learnReactions(chatId);
        }
        return client.connection();
    }

    /** Closes the client and waits for it. Idempotent. */
    synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
            prepared.clear();
        }
    }
}

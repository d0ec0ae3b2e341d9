package dev.tgarchiver.tdlib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdJson;
import dev.tgarchiver.tdlib.binding.TdLog;
import dev.tgarchiver.tdlib.binding.TdReceiver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One TDLib client: requests become futures, updates go to listeners. Thread-safe. */
public final class TdClient {

    /** TDLib repeats a request without an answer after about a minute; this limit is well above. */
    static final Duration MOST_PATIENCE = Duration.ofMinutes(3);

    /** TDLib itself gives many answers, on a machine that may be busy. */
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(10);

    private final TdJson tdJson;
    private final TdReceiver receiver;
    private final TdLog log;
    private final Duration patience;
    private final int id;
    private final AtomicLong lastRequest = new AtomicLong();

    /** @param ofTelegram whether Telegram answers */
    private record Awaited(CompletableFuture<JsonNode> answer, boolean ofTelegram) {}

    private final Map<Long, Awaited> pending = new ConcurrentHashMap<>();
    private final List<Consumer<JsonNode>> updateListeners = new CopyOnWriteArrayList<>();

    /**
     * Whether the client no longer receives. Written before {@link #pending} is emptied, read after an entry is added
     * to it.
     */
    private volatile boolean detached;

    private final ClientLink link;

    /**
     * @param log the log, for the cause of an error
     * @param connectivity the connectivity of the process
     * @param patience the time to wait for an answer while there is a connection; limited to ten seconds to three
     *     minutes
     */
    TdClient(TdJson tdJson, TdReceiver receiver, TdLog log, Connectivity connectivity, Duration patience) {
        Duration enough = patience.compareTo(LEAST_PATIENCE) > 0 ? patience : LEAST_PATIENCE;
        this.patience = enough.compareTo(MOST_PATIENCE) < 0 ? enough : MOST_PATIENCE;
        this.tdJson = tdJson;
        this.receiver = receiver;
        this.log = log;
        id = tdJson.createClientId();
        link = connectivity.link(this);
        onUpdate(link::on);
        receiver.attach(id, this::receive);
    }

    /** The client's number in this process, which TDLib's log uses. */
    public int id() {
        return id;
    }

    /** The client's link to Telegram. */
    public ClientLink link() {
        return link;
    }

    /** Adds a listener for every update. It is called on the receiving thread and must not block. */
    public void onUpdate(Consumer<JsonNode> listener) {
        updateListeners.add(listener);
    }

    /**
     * Sends a request. The future completes with the answer, or exceptionally with a {@link TdError}; at once if the
     * client is detached.
     */
    public CompletableFuture<JsonNode> send(ObjectNode request) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        send(request, answer);
        return answer;
    }

    /** The same, for a caller that needs the future before it can complete. */
    public void send(ObjectNode request, CompletableFuture<JsonNode> answer) {
        long number = lastRequest.incrementAndGet();
        boolean ofTelegram = ClientLink.asksTelegram(request);
        if (ofTelegram) {
            link.awaits();
        }
        pending.put(number, new Awaited(answer, ofTelegram));
        if (detached) {
            abort(number, aborted());
            return;
        }
        tdJson.send(id, request.put("@extra", number).toString());
    }

    /** Sends a request and ignores its answer. */
    public void tell(ObjectNode request) {
        tdJson.send(id, request.toString());
    }

    /**
     * Sends a request and waits for the answer.
     *
     * @throws TdError TDLib's error; code 0 when there was no answer in time, or when the process has given up waiting
     *     for Telegram
     */
    public JsonNode call(ObjectNode request) throws TdError, InterruptedException {
        CompletableFuture<JsonNode> answer = send(request);
        return await(request, answer);
    }

    /** The same, waiting no longer than this while there is a connection. */
    JsonNode call(ObjectNode request, Duration most) throws TdError, InterruptedException {
        CompletableFuture<JsonNode> answer = send(request);
        return await(request, answer, most);
    }

    /**
     * The same, for an answer that has the same content as certain updates: {@code inOrder} receives it on the
     * receiving thread, in its order among the updates. It must not block.
     */
    public void call(ObjectNode request, Consumer<JsonNode> inOrder) throws TdError, InterruptedException {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        CompletableFuture<Void> handled = answer.thenAccept(inOrder);
        send(request, answer);
        await(request, handled);
    }

    /** Waits for the answer to a {@linkplain #send sent} request; throws like {@link #call(ObjectNode)}. */
    public <T> T await(ObjectNode request, CompletableFuture<T> answer) throws TdError, InterruptedException {
        return await(request, answer, patience);
    }

    private <T> T await(ObjectNode request, CompletableFuture<T> answer, Duration most)
            throws TdError, InterruptedException {
        Patience left = new Patience(link, most);
        while (true) {
            try {
                return answer.get(Patience.STEP.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TdError error) {
                    throw error;
                }
                throw new IllegalStateException(e.getCause());
            } catch (TimeoutException e) {
                if (left.isOver()) {
                    String type = request.path("@type").asText();
                    TdError error = new TdError(0, "no answer to " + type + " within " + most.toSeconds() + " s");
                    abort(request.path("@extra").longValue(), error);
                    throw error;
                }
            }
        }
    }

    /** Stops receiving for a closed client, and fails its pending requests. */
    void detach() {
        receiver.detach(id);
        link.all().forget(link);
        detached = true;
        List.copyOf(pending.keySet()).forEach(number -> abort(number, aborted()));
    }

    private static TdError aborted() {
        return new TdError(500, TdError.CLOSING);
    }

    private void abort(long number, TdError reason) {
        Awaited awaited = take(number);
        if (awaited != null) {
            awaited.answer().completeExceptionally(reason);
        }
    }

    private @Nullable Awaited take(long number) {
        Awaited awaited = pending.remove(number);
        if (awaited != null && awaited.ofTelegram()) {
            link.received();
        }
        return awaited;
    }

    private void receive(JsonNode object) {
        JsonNode extra = object.get("@extra");
        if (extra == null) {
            updateListeners.forEach(listener -> listener.accept(object));
            return;
        }
        Awaited awaited = take(extra.longValue());
        if (awaited == null) {
            return;
        }
        if (awaited.ofTelegram()) {
            link.moved();
        }
        CompletableFuture<JsonNode> answer = awaited.answer();
        if (object.path("@type").asText().equals("error")) {
            TdError error = new TdError(
                    object.path("code").intValue(), object.path("message").asText());
            answer.completeExceptionally(log.cause(id, error));
        } else {
            answer.complete(object);
        }
    }
}

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

/** One TDLib client: requests become futures, updates go to listeners. Safe for any thread. */
public final class TdClient {

    /** A lost answer is asked for again by TDLib after about a minute; this is well beyond. */
    static final Duration MOST_PATIENCE = Duration.ofMinutes(3);

    /** Many answers are TDLib's own, of a machine that may be busy. */
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(10);

    private final TdJson tdJson;
    private final TdReceiver receiver;
    private final TdLog log;
    private final Duration patience;
    private final int id;
    private final AtomicLong lastRequest = new AtomicLong();

    /** @param ofTelegram whether it is Telegram that answers */
    private record Awaited(CompletableFuture<JsonNode> answer, boolean ofTelegram) {}

    private final Map<Long, Awaited> pending = new ConcurrentHashMap<>();
    private final List<Consumer<JsonNode>> updateListeners = new CopyOnWriteArrayList<>();

    /** Nothing is received any more. Written before {@link #pending} is emptied, read after it was added to. */
    private volatile boolean detached;

    private final ClientLink link;

    /**
     * @param log tells what is behind an error
     * @param connectivity which the client is part of
     * @param patience how long to wait for an answer while there is a connection; at least ten seconds and at most three
     *     minutes are waited
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

    /** Its number in this process, by which TDLib's log tells clients apart. */
    public int id() {
        return id;
    }

    /** Its link to Telegram. */
    public ClientLink link() {
        return link;
    }

    /** {@code listener} gets every update, on the receiving thread, and must not block. */
    public void onUpdate(Consumer<JsonNode> listener) {
        updateListeners.add(listener);
    }

    /**
     * Sends a request. The future ends with the answer, or exceptionally with a {@link TdError}; once the client is
     * detached, at once.
     */
    public CompletableFuture<JsonNode> send(ObjectNode request) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        send(request, answer);
        return answer;
    }

    /** The same, for somebody who has to have the future before it can end. */
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

    /** Sends a request whose answer nobody needs. */
    public void tell(ObjectNode request) {
        tdJson.send(id, request.toString());
    }

    /**
     * Sends a request and waits for the answer.
     *
     * @throws TdError TDLib's error; code 0 when there was no answer in time, or when nobody waits for Telegram any longer
     */
    public JsonNode call(ObjectNode request) throws TdError, InterruptedException {
        CompletableFuture<JsonNode> answer = send(request);
        return await(request, answer);
    }

    /**
     * The same, for an answer that tells the state of something of which updates tell too: {@code inOrder} gets it on the
     * receiving thread, after what came before it and before what comes next. It must not block.
     */
    public void call(ObjectNode request, Consumer<JsonNode> inOrder) throws TdError, InterruptedException {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        CompletableFuture<Void> told = answer.thenAccept(inOrder);
        send(request, answer);
        await(request, told);
    }

    /** Waits for the answer to what was {@linkplain #send sent}; throws what {@link #call(ObjectNode)} throws. */
    public <T> T await(ObjectNode request, CompletableFuture<T> answer) throws TdError, InterruptedException {
        Patience left = new Patience(link, patience);
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
                    TdError error = new TdError(0, "no answer to " + type + " within " + patience.toSeconds() + " s");
                    abort(request.path("@extra").longValue(), error);
                    throw error;
                }
            }
        }
    }

    /** The client is closed: nothing comes any more, and whoever still waits is told so. */
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

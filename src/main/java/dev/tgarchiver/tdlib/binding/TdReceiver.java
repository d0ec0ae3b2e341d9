package dev.tgarchiver.tdlib.binding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of the process that receives from TDLib. It only dispatches answers and updates to their clients,
 * since nothing is received while it is busy.
 */
public final class TdReceiver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TdReceiver.class);
    private static final Duration POLL = Duration.ofMillis(200);

    /** An invalid client id: TDLib answers requests to it at once (Client.cpp). */
    private static final int INVALID_CLIENT = 0;

    private final TdJson tdJson;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<Integer, Consumer<JsonNode>> clients = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean closed;

    /** Starts receiving. There must be no other receiver in this process. */
    public TdReceiver(TdJson tdJson) {
        this.tdJson = tdJson;
        thread = new Thread(this::run, "td_receive");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Dispatches the answers and updates of a client id to {@code client} from now on. It is called on the receiving
     * thread and must not block.
     */
    public void attach(int clientId, Consumer<JsonNode> client) {
        clients.put(clientId, client);
    }

    public void detach(int clientId) {
        clients.remove(clientId);
    }

    /** Stops receiving and waits briefly for the thread's end. Close the clients first. */
    @Override
    public void close() {
        closed = true;
        // The answer ends the thread's wait in receive.
        tdJson.send(INVALID_CLIENT, TdRequest.of("close").toString());
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            String text = tdJson.receive(POLL);
            if (text != null) {
                dispatch(text);
            }
        }
    }

    private void dispatch(String text) {
        try {
            JsonNode object = json.readTree(text);
            Consumer<JsonNode> client = clients.get(object.path("@client_id").intValue());
            if (client != null) {
                client.accept(object);
            }
        } catch (JsonProcessingException e) {
            // The text may contain secrets or a whole message, so it is not logged.
            LOG.error("TDLib sent {} characters that are not JSON", text.length(), e);
        } catch (RuntimeException e) {
            LOG.error("An answer of TDLib could not be handled", e);
        }
    }
}

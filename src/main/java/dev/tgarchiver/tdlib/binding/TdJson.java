package dev.tgarchiver.tdlib.binding;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * TDLib's JSON interface, limited to its five calls: the seam for another binding.
 *
 * <p>All requests and answers are JSON texts, as td_api.tl describes them. A process has one TDLib for all its clients.
 */
public interface TdJson {

    /** Creates a client and returns its id. The client starts with its first request. Any thread; does not block. */
    int createClientId();

    /** Sends a request to a client. Any thread; does not block. */
    void send(int clientId, String request);

    /**
     * Waits at most {@code timeout} for the next answer or update of any client, and returns it; null after the
     * timeout. One thread of the process only: TDLib aborts the process when two call it at the same time.
     */
    @Nullable
    String receive(Duration timeout);

    /**
     * Sets the listener that receives the reason just before TDLib aborts the process: TDLib aborts when the listener
     * returns. The listener is called on a thread of TDLib's and must not call TDLib. Call once per process.
     */
    void onAbort(Consumer<String> listener);

    /** Executes a request that td_api.tl marks as synchronous. Any thread. */
    String execute(String request);
}

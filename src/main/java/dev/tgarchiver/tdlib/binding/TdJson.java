package dev.tgarchiver.tdlib.binding;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * TDLib's JSON interface, its five calls and nothing more: the seam where another binding can be plugged in.
 *
 * <p>All requests and answers are JSON texts, as td_api.tl describes them. A process has one TDLib, however many
 * clients it opens.
 */
public interface TdJson {

    /** Makes a client and returns its id. The client lives from its first request on. Any thread; does not block. */
    int createClientId();

    /** Sends a request to a client. Any thread; does not block. */
    void send(int clientId, String request);

    /**
     * Waits for the next answer or update of any client, at most {@code timeout}, and returns it, or null when there
     * was none. One thread of the process only: TDLib aborts the process when two call it at the same time.
     */
    @Nullable
    String receive(Duration timeout);

    /**
     * Has {@code listener} told why TDLib is about to abort the process, just before it does: it aborts when the listener
     * returns. Called on a thread of TDLib's; the listener must not call TDLib. To be called once per process.
     */
    void onAbort(Consumer<String> listener);

    /** Carries out one of the requests that td_api.tl says can be called synchronously. Any thread. */
    String execute(String request);
}

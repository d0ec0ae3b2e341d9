package dev.tgarchiver.tdlib.binding;

import com.sun.jna.Callback;
import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** TDLib's shared library, called through JNA. */
public final class JnaTdJson implements TdJson {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    /** The verbosity of the messages after which TDLib aborts. */
    private static final int FATAL = 0;

    /** TDLib keeps their addresses for the rest of the process, so they must never be garbage-collected. */
    private static final Set<LogMessages> KEPT = ConcurrentHashMap.newKeySet();

    /**
     * The loaded libraries. JNA unloads a library that is no longer referenced, and the library's exit handlers would
     * then end the process with SIGSEGV.
     */
    private static final Set<NativeLibrary> LOADED = ConcurrentHashMap.newKeySet();

    /** The callback for messages of TDLib's log. */
    @FunctionalInterface
    private interface LogMessages extends Callback {
        @SuppressWarnings("unused") // called by TDLib
        void message(int verbosity, Pointer text);
    }

    private final NativeLibrary library;
    private final Function createClientId;
    private final Function send;
    private final Function receive;
    private final Function execute;

    /**
     * Loads a library by path, or by name from the system's library folders.
     *
     * @throws UnsatisfiedLinkError when it cannot be loaded or is not TDLib's JSON interface
     */
    public JnaTdJson(String pathOrName) {
        library = NativeLibrary.getInstance(pathOrName, Map.of(Library.OPTION_STRING_ENCODING, UTF_8));
        LOADED.add(library);
        createClientId = library.getFunction("td_create_client_id");
        send = library.getFunction("td_send");
        receive = library.getFunction("td_receive");
        execute = library.getFunction("td_execute");
    }

    @Override
    public int createClientId() {
        return createClientId.invokeInt(new Object[0]);
    }

    @Override
    public void send(int clientId, String request) {
        send.invokeVoid(new Object[] {clientId, request});
    }

    @Override
    public @Nullable String receive(Duration timeout) {
        return text(receive.invokePointer(new Object[] {timeout.toNanos() / 1e9}));
    }

    @Override
    public String execute(String request) {
        String answer = text(execute.invokePointer(new Object[] {request}));
        if (answer == null) {
            throw new IllegalStateException("TDLib does not execute this request synchronously");
        }
        return answer;
    }

    @Override
    public void onAbort(Consumer<String> listener) {
        LogMessages callback = (verbosity, text) -> {
            if (verbosity == FATAL) {
                listener.accept(text.getString(0, UTF_8));
            }
        };
        KEPT.add(callback);
        library.getFunction("td_set_log_message_callback").invokeVoid(new Object[] {FATAL, callback});
    }

    private static @Nullable String text(@Nullable Pointer pointer) {
        return pointer == null ? null : pointer.getString(0, UTF_8);
    }
}

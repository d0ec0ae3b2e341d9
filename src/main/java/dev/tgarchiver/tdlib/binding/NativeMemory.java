package dev.tgarchiver.tdlib.binding;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Returns the memory that closed clients have freed. glibc keeps freed memory for later requests. It is fragmented by
 * the memory of other clients, so little of it is reused and a long run grows.
 */
public final class NativeMemory {

    private static final Logger LOG = LoggerFactory.getLogger(NativeMemory.class);
    private static final @Nullable Function MALLOC_TRIM = mallocTrim();

    private NativeMemory() {}

    /**
     * Returns freed memory to the system, where the C library supports that (glibc). Takes some milliseconds. Any
     * thread.
     */
    public static void trim() {
        if (MALLOC_TRIM != null) {
            MALLOC_TRIM.invokeInt(new Object[] {new NativeLong(0)});
        }
    }

    private static @Nullable Function mallocTrim() {
        try {
            return NativeLibrary.getProcess().getFunction("malloc_trim");
        } catch (UnsatisfiedLinkError e) {
            LOG.debug("This C library cannot return freed memory");
            return null;
        }
    }
}

package dev.tgarchiver.tdlib.binding;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What closed clients have freed. glibc keeps it for what will be asked for later; scattered among what other clients still
 * hold, little of it fits, and a long run grows by it.
 */
public final class NativeMemory {

    private static final Logger LOG = LoggerFactory.getLogger(NativeMemory.class);
    private static final @Nullable Function MALLOC_TRIM = mallocTrim();

    private NativeMemory() {}

    /** Gives it back to the system, where the C library can (glibc). Takes some milliseconds. Any thread. */
    public static void trim() {
        if (MALLOC_TRIM != null) {
            MALLOC_TRIM.invokeInt(new Object[] {new NativeLong(0)});
        }
    }

    private static @Nullable Function mallocTrim() {
        try {
            return NativeLibrary.getProcess().getFunction("malloc_trim");
        } catch (UnsatisfiedLinkError e) {
            LOG.debug("This C library keeps what is freed");
            return null;
        }
    }
}

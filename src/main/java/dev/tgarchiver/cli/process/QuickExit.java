package dev.tgarchiver.cli.process;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/**
 * Ends the process without any clean-up. {@link Runtime#halt} is not enough while TDLib works: it runs the C library's
 * exit handlers, among them TDLib's destructors, which abort the process under TDLib's own threads.
 */
public final class QuickExit {

    private QuickExit() {}

    /** Does not return. */
    public static void now(int code) {
        try {
            NativeLibrary library =
                    Platform.isWindows() ? NativeLibrary.getInstance("msvcrt") : NativeLibrary.getProcess();
            library.getFunction("_exit").invokeVoid(new Object[] {code});
        } catch (LinkageError e) {
            Runtime.getRuntime().halt(code);
        }
    }
}

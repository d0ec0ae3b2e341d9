package dev.tgarchiver.program;

import dev.tgarchiver.localtelegram.PatchedTdlib;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The program as it was built.
 *
 * @param folder with {@code bin} and {@code lib}
 */
public record Distribution(Path folder) {

    /** What the tests of this process run. */
    public static final Distribution TESTED =
            new Distribution(Path.of(System.getProperty("archiver.dist", "target/archiver")));

    private static final Map<Path, Path> PATCHED = new ConcurrentHashMap<>();

    /** The script that starts the program. */
    public Path program() {
        return folder.resolve("bin/archiver").toAbsolutePath();
    }

    /** The copy of its TDLib that talks to the local server only; made once in each process. */
    public Path patchedLibrary() throws IOException {
        Path original = folder.resolve("lib/native").resolve(System.mapLibraryName("tdjson"));
        Path patched = PATCHED.get(original);
        if (patched == null) {
            Path copy = folder.resolveSibling("patched").resolve(original.getFileName());
            patched = PatchedTdlib.patch(original, copy).toAbsolutePath();
            PATCHED.put(original, patched);
        }
        return patched;
    }
}

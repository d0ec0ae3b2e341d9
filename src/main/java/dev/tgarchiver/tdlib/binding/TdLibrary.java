package dev.tgarchiver.tdlib.binding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tgarchiver.telegram.TelegramFailure.Local;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds TDLib's shared library and loads it. */
public final class TdLibrary {

    /** The version whose interface this program uses, and which the build bundles. */
    public static final String VERSION = "1.8.65";

    private TdLibrary() {}

    /**
     * Loads the configured library; else the bundled one (system property {@code archiver.native}, set by
     * bin/archiver), if its digest is unchanged; else the system's {@code tdjson}. A configured library and the
     * system's are the user's choice and are not checked.
     *
     * @throws Local when it cannot be loaded or was changed; the message says what to do
     */
    public static TdJson load(Optional<Path> configured) throws Local {
        if (configured.isPresent()) {
            if (!Files.isRegularFile(configured.get())) {
                throw new Local("telegram.tdlib_library names " + configured.get() + ", and there is no such file. "
                        + "Correct it, or leave it out to use the library that came with the archiver.");
            }
            return load(configured.get().toString(), "telegram.tdlib_library names a library that does not load");
        }
        Path bundled = bundled();
        if (bundled != null && Files.isRegularFile(bundled)) {
            LibraryDigest digest = LibraryDigest.recorded()
                    .orElseThrow(
                            () -> new Local(
                                    "This archiver was built without TDLib, so " + bundled
                                            + " did not come with it and is not loaded. Set telegram.tdlib_library to it if it is yours."));
            digest.require(bundled);
            return load(bundled.toString(), "The TDLib that came with the archiver does not load on this machine");
        }
        return load("tdjson", "There is no TDLib beside the archiver, and the system does not find one either");
    }

    /** The version that a loaded library reports. */
    public static String version(TdJson library) {
        try {
            return new ObjectMapper()
                    .readTree(library.execute(
                            TdRequest.of("getOption").put("name", "version").toString()))
                    .path("value")
                    .asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static TdJson load(String pathOrName, String trouble) throws Local {
        try {
            return new JnaTdJson(pathOrName);
        } catch (UnsatisfiedLinkError e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new Local(trouble + " (" + pathOrName + ": " + reason + "). Build the archiver again on this machine "
                    + "(mvn -q -DskipTests package), or set telegram.tdlib_library to a libtdjson " + VERSION
                    + " of your own.");
        }
    }

    private static @Nullable Path bundled() {
        String folder = System.getProperty("archiver.native");
        return folder == null ? null : Path.of(folder, System.mapLibraryName("tdjson"));
    }
}

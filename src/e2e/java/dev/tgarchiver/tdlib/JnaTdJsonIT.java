package dev.tgarchiver.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import dev.tgarchiver.tdlib.binding.JnaTdJson;
import dev.tgarchiver.tdlib.binding.TdLibrary;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class JnaTdJsonIT {

    private static final String LIBRARY = Path.of(
                    System.getProperty("archiver.dist", "target/archiver"),
                    "lib/native",
                    System.mapLibraryName("tdjson"))
            .toAbsolutePath()
            .toString();

    /** Its exit handlers would end the process with a SIGSEGV. */
    @Test
    void a_library_that_is_no_longer_used_stays_loaded() {
        WeakReference<NativeLibrary> library = load();
        System.gc();
        assertThat(library.get()).isNotNull();
    }

    private static WeakReference<NativeLibrary> load() {
        String version = new JnaTdJson(LIBRARY).execute("{\"@type\":\"getOption\",\"name\":\"version\"}");
        assertThat(version).contains(TdLibrary.VERSION);
        // JNA knows a loaded library by its name and options, as long as anything refers to it.
        return new WeakReference<>(Objects.requireNonNull(
                NativeLibrary.getInstance(LIBRARY, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"))));
    }
}

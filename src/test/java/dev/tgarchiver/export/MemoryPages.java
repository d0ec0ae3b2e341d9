package dev.tgarchiver.export;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The files of a format in memory. */
final class MemoryPages implements Pages {

    private final Map<String, ByteArrayOutputStream> files = new TreeMap<>();

    @Override
    public OutputStream open(String name) {
        return files.computeIfAbsent(name, file -> new ByteArrayOutputStream());
    }

    Iterable<String> names() {
        return files.keySet();
    }

    String text(String name) {
        return Objects.requireNonNull(files.get(name), name).toString(StandardCharsets.UTF_8);
    }
}

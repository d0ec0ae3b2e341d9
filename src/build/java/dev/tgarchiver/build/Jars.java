package dev.tgarchiver.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The libraries in a distribution's {@code lib}, by their names without versions. */
final class Jars {

    private static final Pattern VERSIONED = Pattern.compile("(.+?)-(\\d[\\w.-]*)\\.jar");

    private final Map<String, Path> files = new TreeMap<>();

    Jars(Path lib) throws IOException {
        try (Stream<Path> paths = Files.list(lib)) {
            // The program's own jar has no version.
            paths.sorted().forEach(path -> {
                Matcher name = VERSIONED.matcher(path.getFileName().toString());
                if (name.matches()) {
                    files.put(name.group(1), path);
                }
            });
        }
    }

    /** Every library's name. */
    Set<String> names() {
        return files.keySet();
    }

    /** The jar of a library that is there. */
    Path file(String name) {
        return Optional.ofNullable(files.get(name))
                .orElseThrow(() -> new IllegalArgumentException("lib has no jar of " + name + ", only of " + names()));
    }

    /** The version in a jar's file name. */
    String version(String name) {
        Matcher versioned = VERSIONED.matcher(file(name).getFileName().toString());
        if (!versioned.matches()) {
            throw new IllegalStateException("Only such names were taken");
        }
        return versioned.group(2);
    }
}

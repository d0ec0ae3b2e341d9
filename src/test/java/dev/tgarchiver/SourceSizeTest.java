package dev.tgarchiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A package or a file that a reader can hold in mind. */
class SourceSizeTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/tgarchiver");
    private static final int MOST_FILES = 25;
    private static final int MOST_LINES = 300;

    private static List<Path> sources() throws IOException {
        try (Stream<Path> paths = Files.walk(SOURCES)) {
            return paths.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }

    private static String name(Path path) {
        return SOURCES.relativize(path).toString();
    }

    private static String folder(String file) {
        return file.substring(0, Math.max(0, file.lastIndexOf('/')));
    }

    @Test
    void no_package_has_more_files_than_a_reader_can_survey() throws IOException {
        Map<String, Long> files = new TreeMap<>(
                sources().stream().collect(Collectors.groupingBy(path -> folder(name(path)), Collectors.counting())));
        files.values().removeIf(count -> count <= MOST_FILES);
        assertThat(files.keySet()).isEmpty();
    }

    @Test
    void no_file_is_longer_than_a_reader_can_follow() throws IOException {
        Map<String, Integer> lines = new TreeMap<>();
        for (Path path : sources()) {
            lines.put(name(path), Files.readAllLines(path).size());
        }
        lines.values().removeIf(count -> count <= MOST_LINES);
        assertThat(lines.keySet()).isEmpty();
    }
}

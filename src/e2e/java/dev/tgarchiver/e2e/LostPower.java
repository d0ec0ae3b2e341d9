package dev.tgarchiver.e2e;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the disk has after a loss of power: partial files have their size, and zeros wherever no journal of chunks says that the
 * bytes were synced.
 */
final class LostPower {

    /** What a journal says of a file. */
    private record Journal(long chunk, Set<Integer> synced) {}

    private LostPower() {}

    /** Has it happen to a data folder that nobody uses. */
    static void in(Path data) throws IOException {
        Map<Object, Journal> journals = new HashMap<>();
        for (Path chunks : find(data.resolve("lanes"), path -> path.endsWith("chunks"))) {
            journals.put(key(chunks.resolveSibling("bytes")), read(chunks));
        }
        Set<Object> done = new HashSet<>();
        List<Path> partials = new ArrayList<>(find(data.resolve("lanes"), path -> path.endsWith("bytes")));
        for (Path folder : List.of(data.resolve("lanes"), data.resolve("cache"))) {
            partials.addAll(find(folder, path -> path.resolveSibling("").endsWith("temp")));
        }
        for (Path partial : partials) {
            if (done.add(key(partial))) {
                zero(partial, journals.getOrDefault(key(partial), new Journal(1 << 20, Set.of())));
            }
        }
    }

    private static List<Path> find(Path folder, Predicate<Path> chosen) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .filter(chosen)
                    .toList();
        }
    }

    private static Object key(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }

    private static Journal read(Path chunks) throws IOException {
        long chunk = 0;
        int synced = 0;
        List<Integer> entries = new ArrayList<>();
        for (String line : Files.readAllLines(chunks)) {
            if (line.contains(" ")) {
                chunk = Long.parseLong(line.substring(line.indexOf(' ') + 1));
            } else if (line.startsWith("=")) {
                synced = Integer.parseInt(line.substring(1));
            } else {
                entries.add(Integer.valueOf(line));
            }
        }
        return new Journal(chunk, Set.copyOf(entries.subList(0, synced)));
    }

    private static void zero(Path file, Journal journal) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] zeros = new byte[(int) journal.chunk()];
            for (int chunk = 0; chunk * journal.chunk() < bytes.length(); chunk++) {
                if (!journal.synced().contains(chunk)) {
                    bytes.seek(chunk * journal.chunk());
                    bytes.write(zeros, 0, (int) Math.min(zeros.length, bytes.length() - chunk * journal.chunk()));
                }
            }
        }
    }
}

package dev.tgarchiver.bench;

import dev.tgarchiver.program.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Somebody else's program, each time run in a folder of its own that is {@linkplain Folders#empty emptied} afterwards.
 *
 * @param folder where these folders are made
 */
record Peer(String name, Path folder) {

    /** Runs it to its end; returns what it printed. */
    String run(Function<Path, List<String>> command) throws IOException, InterruptedException {
        Path own = Files.createTempDirectory(folder, name);
        try {
            return Child.run(own, command.apply(own));
        } finally {
            Folders.empty(own);
        }
    }

    /**
     * Has it download files; returns how long it ran.
     *
     * @param command how it is told to put the files, and nothing else, into the given folder
     * @throws IllegalStateException when not every byte came
     */
    Duration download(Function<Path, List<String>> command, long bytes) throws IOException, InterruptedException {
        Path own = Files.createTempDirectory(folder, name);
        try {
            Path files = Files.createDirectory(own.resolve("files"));
            long started = System.nanoTime();
            Child.run(own, command.apply(files));
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            if (Folders.size(files) != bytes) {
                throw new IllegalStateException(name + " brought " + Folders.size(files) + " bytes of " + bytes);
            }
            return took;
        } finally {
            Folders.empty(own);
        }
    }
}

package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.program.Distribution;
import dev.tgarchiver.program.Folders;
import dev.tgarchiver.program.Installation;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * The program as it is right after its installation, and how long its commands take.
 *
 * @param archiver in a folder of its own, whose files are {@linkplain Folders#empty emptied} at the end of the trial
 */
record Trial(Installation archiver) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofHours(1);

    /** Installs the program in a new folder below another one. */
    static Trial in(Path folder, Distribution distribution, TelegramServer telegram) throws IOException {
        Path own = Files.createTempDirectory(folder, "run");
        return new Trial(Installation.of(distribution, own, telegram, "{requests_per_second: 1000, burst_size: 1000}"));
    }

    /** Runs any command of the program to its end, which must be good; returns how long it took. */
    Duration command(String... arguments) throws IOException {
        long started = System.nanoTime();
        archiver.start(arguments).await(PATIENCE).successful();
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** Archives a channel; returns how long the program ran. */
    Duration download(Channel channel, int workers) throws IOException {
        return command("download", "@" + channel.username(), "--workers", Integer.toString(workers));
    }

    /** The same, and watches its memory. */
    Duration download(Channel channel, int workers, Memory memory) throws IOException {
        long started = System.nanoTime();
        ProgramRun run = archiver.start("download", "@" + channel.username(), "--workers", Integer.toString(workers));
        memory.watch(run, PATIENCE);
        run.await(Duration.ZERO).successful();
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** The bytes of all files whose path in the program's folder begins like this. */
    long size(String prefix) throws IOException {
        long bytes = 0;
        try (Stream<Path> paths = Files.walk(archiver.data())) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                if (archiver.folder().relativize(file).toString().startsWith(prefix)) {
                    bytes += Files.size(file);
                }
            }
        }
        return bytes;
    }

    /** Compares every archived byte with what the channel holds; returns how many files that were. */
    int verify(Channel channel) throws IOException {
        archiver.assertArchiveIs(channel);
        return archiver.archived().size();
    }

    @Override
    public void close() throws IOException {
        Folders.empty(archiver.folder());
    }
}

package dev.tgarchiver.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * Hashes one file after the other with the same buffer: for many small files, a new one for each would cost more than the
 * reading. Used by one thread.
 */
public final class ChecksumReader {

    private final byte[] buffer = new byte[Checksum.BUFFER_BYTES];
    private Checksum.Accumulator accumulator = new Checksum.Accumulator();

    /** A reader of its own buffer. */
    public ChecksumReader() {}

    /**
     * Reads a whole file. Blocks as long as that takes; memory does not depend on the file's size.
     *
     * @param progress hears how many bytes more have been read
     */
    public Checksum sha256(Path file, LongConsumer progress) throws StorageFailure {
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                accumulator.add(buffer, read);
                progress.accept(read);
            }
        } catch (IOException e) {
            // It holds half a file now.
            accumulator = new Checksum.Accumulator();
            throw StorageFailure.of("reading", file, e);
        }
        return accumulator.finish();
    }
}

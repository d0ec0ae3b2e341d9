package dev.tgarchiver.storage.chunk;

import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.storage.ChecksumAccumulator;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.StorageFailure.Kind;
import dev.tgarchiver.storage.local.ChecksumReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Computes the SHA-256 of a file whose chunks arrive in any order: over the contiguous chunks from the start of the file,
 * each read once. Thread-safe; methods block on the disk.
 */
final class ContiguousHash {

    private final Path bytes;
    private final ChunkJournal journal;
    private final Lock hashing = new ReentrantLock();
    private final ChecksumAccumulator accumulator = new ChecksumAccumulator();

    /** The next chunk to hash. Changed only under {@link #hashing}. */
    private volatile int hashed;

    /** A hash of these bytes, of which the journal says which chunks are complete. */
    ContiguousHash(Path bytes, ChunkJournal journal) {
        this.bytes = bytes;
        this.journal = journal;
    }

    /** Hashes up to the first missing chunk, unless another thread is hashing. */
    void advance() throws StorageFailure {
        while (journal.has(hashed) && hashing.tryLock()) {
            try {
                hashContiguous();
            } finally {
                hashing.unlock();
            }
        }
    }

    private void hashContiguous() throws StorageFailure {
        if (!journal.has(hashed)) {
            return;
        }
        ChunkGrid grid = journal.grid();
        byte[] buffer = new byte[ChecksumReader.BUFFER_BYTES];
        try (RandomAccessFile in = new RandomAccessFile(bytes.toFile(), "r")) {
            for (int chunk = hashed; journal.has(chunk); chunk++) {
                long left = grid.length(chunk);
                in.seek(grid.offset(chunk));
                while (left > 0) {
                    int length = (int) Math.min(buffer.length, left);
                    in.readFully(buffer, 0, length);
                    accumulator.add(buffer, length);
                    left -= length;
                }
                hashed = chunk + 1;
            }
        } catch (IOException e) {
            throw StorageFailure.of("read", bytes, e);
        }
    }

    /**
     * The checksum of the complete file. Call once, when every chunk is complete.
     *
     * @throws StorageFailure also when an earlier read has failed
     */
    Checksum finish() throws StorageFailure {
        hashing.lock();
        try {
            hashContiguous();
            Checksum checksum = accumulator.finish();
            if (checksum.size() != journal.grid().size()) {
                throw new StorageFailure(
                        Kind.IO, bytes, bytes + " could not be read completely; it is read again later");
            }
            return checksum;
        } finally {
            hashing.unlock();
        }
    }
}

package dev.tgarchiver.archive.maintenance;

import dev.tgarchiver.archive.maintenance.Verification.Fault;
import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.storage.BlobReader;
import dev.tgarchiver.storage.StorageFailure;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Compares stored files with their recorded size and checksum. Used by one thread; blocks on the store. */
final class FileComparison {

    private final BlobReader files;
    private final boolean quick;

    /** With {@code quick}, compares only sizes. */
    FileComparison(BlobReader files, boolean quick) {
        this.files = files;
        this.quick = quick;
    }

    /**
     * What is wrong with a file.
     *
     * @param detail what was found instead, as a sentence without full stop
     */
    record Difference(Fault fault, String detail) {}

    /**
     * What is wrong with a file; empty when nothing is.
     *
     * @param progress receives how many more bytes are compared
     */
    Optional<Difference> of(RelativePath path, Checksum expected, LongConsumer progress) {
        return of(path, expected, progress, quick);
    }

    /** The same for every byte, even in a quick comparison. */
    Optional<Difference> ofEveryByte(RelativePath path, Checksum expected, LongConsumer progress) {
        return of(path, expected, progress, false);
    }

    private Optional<Difference> of(RelativePath path, Checksum expected, LongConsumer progress, boolean sizeOnly) {
        try {
            return compare(path, expected, progress, sizeOnly);
        } catch (StorageFailure e) {
            return Optional.of(new Difference(Fault.UNREADABLE, String.valueOf(e.getMessage())));
        }
    }

    private Optional<Difference> compare(RelativePath file, Checksum expected, LongConsumer progress, boolean sizeOnly)
            throws StorageFailure {
        Optional<Difference> outside = outside(file, expected.size());
        if (outside.isPresent() || sizeOnly) {
            progress.accept(expected.size());
            return outside;
        }
        return files.checksum(file, expected.size(), progress).equals(expected)
                ? Optional.empty()
                : Optional.of(new Difference(Fault.DAMAGED, "SHA-256 does not match"));
    }

    /** What is wrong with a file without reading it. */
    private Optional<Difference> outside(RelativePath file, long size) throws StorageFailure {
        Optional<BlobReader.Entry> entry = files.find(file);
        if (entry.isEmpty()) {
            return Optional.of(new Difference(Fault.MISSING, "file is missing"));
        }
        if (!entry.get().isFile()) {
            return Optional.of(new Difference(Fault.UNREADABLE, "it is not a file"));
        }
        long found = entry.get().size();
        return found == size
                ? Optional.empty()
                : Optional.of(new Difference(Fault.WRONG_SIZE, "it has " + found + " bytes instead of " + size));
    }
}

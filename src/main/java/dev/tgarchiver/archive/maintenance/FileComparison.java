package dev.tgarchiver.archive.maintenance;

import dev.tgarchiver.archive.maintenance.Verification.Fault;
import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.ChecksumReader;
import dev.tgarchiver.storage.local.PathResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Compares files on disk with their recorded size and checksum. Used by one thread; blocks on the disk. */
final class FileComparison {

    private final PathResolver places;
    private final boolean quick;
    private final ChecksumReader reader = new ChecksumReader();

    /** With {@code quick}, compares only sizes. */
    FileComparison(PathResolver places, boolean quick) {
        this.places = places;
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
            return compare(places.locate(path), expected, progress, sizeOnly);
        } catch (StorageFailure e) {
            return Optional.of(new Difference(Fault.UNREADABLE, String.valueOf(e.getMessage())));
        }
    }

    private Optional<Difference> compare(Path file, Checksum expected, LongConsumer progress, boolean sizeOnly)
            throws StorageFailure {
        Optional<Difference> outside = outside(file, expected.size());
        if (outside.isPresent() || sizeOnly) {
            progress.accept(expected.size());
            return outside;
        }
        return reader.sha256(file, expected.size(), progress).equals(expected)
                ? Optional.empty()
                : Optional.of(new Difference(Fault.DAMAGED, "SHA-256 does not match"));
    }

    /** What is wrong with a file without reading it. */
    private static Optional<Difference> outside(Path file, long size) throws StorageFailure {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                return Optional.of(new Difference(Fault.UNREADABLE, "it is not a file"));
            }
            return attributes.size() == size
                    ? Optional.empty()
                    : Optional.of(new Difference(
                            Fault.WRONG_SIZE, "it has " + attributes.size() + " bytes instead of " + size));
        } catch (NoSuchFileException e) {
            return Optional.of(new Difference(Fault.MISSING, "file is missing"));
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        }
    }
}

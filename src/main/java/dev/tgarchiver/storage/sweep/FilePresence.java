package dev.tgarchiver.storage.sweep;

import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.StorageFailure.Kind;
import dev.tgarchiver.storage.local.FileStore;
import dev.tgarchiver.storage.local.PathResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.OptionalLong;

/**
 * Checks which files of the archive exist, without reading them: one check of each folder, one of each file. For one
 * thread and one pass.
 */
public final class FilePresence {

    private final PathResolver places;

    /** A check of the files in a store. */
    public FilePresence(FileStore store) {
        this.places = new PathResolver(store);
    }

    /**
     * The file's size; empty when nothing exists at its path.
     *
     * @throws StorageFailure when the size cannot be read, or when the entry is not a file: the caller must not treat
     *     the file as missing
     */
    public OptionalLong size(RelativePath path) throws StorageFailure {
        Path file = places.locate(path);
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                throw new StorageFailure(
                        Kind.UNSAFE_PATH, file, file + " is not a file though it should be one; move it elsewhere");
            }
            return OptionalLong.of(attributes.size());
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw StorageFailure.of("access", file, e);
        }
    }
}

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
 * Looks which files of the archive are there, without reading them: one look at each folder, one at each file. For one
 * thread and one pass.
 */
public final class FilePresence {

    private final PathResolver places;

    /** A census of the files in a store. */
    public FilePresence(FileStore store) {
        this.places = new PathResolver(store);
    }

    /**
     * The file's size; empty when nothing is at its place.
     *
     * @throws StorageFailure when that cannot be told, or when what is there is no file: then nobody should act as if the
     *     file were gone
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
            throw StorageFailure.of("look at", file, e);
        }
    }
}

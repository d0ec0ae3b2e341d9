package dev.tgarchiver.storage.local;

import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.naming.TemporaryName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;

/**
 * What the file system of a folder can do, found out by trying.
 *
 * @param fileSystem what the operating system calls its kind, such as {@code ext4}
 * @param longNames whether a name may have the 255 bytes that a temporary file's may need
 * @param hardLinks whether a file can have two names: then publishing it copies no bytes
 * @param caseSensitive whether {@code a} and {@code A} are two files
 */
public record FolderAbilities(String fileSystem, boolean longNames, boolean hardLinks, boolean caseSensitive) {

    /** Cut to the longest name that the archiver ever gives. */
    private static final String LONG = "long".repeat(100);

    /**
     * Tries with empty files, which are gone when this returns. They are named like files that are not whole, so those that a
     * killed process leaves are removed by the next cleanup.
     *
     * @param folder which must exist
     * @throws StorageFailure when nothing can be written there
     */
    public static FolderAbilities probe(Path folder) throws StorageFailure {
        String mark = "doctor-" + UUID.randomUUID();
        Path first = folder.resolve(TemporaryName.of(mark));
        try {
            Files.createFile(first);
            try {
                return new FolderAbilities(
                        Files.getFileStore(folder).type(),
                        canCreate(folder.resolve(TemporaryName.of(mark + LONG))),
                        canLink(first, folder.resolve(TemporaryName.of(mark + "-link"))),
                        !Files.exists(folder.resolve(TemporaryName.of(mark.toUpperCase(Locale.ROOT)))));
            } finally {
                Files.delete(first);
            }
        } catch (IOException e) {
            throw StorageFailure.of("write in", folder, e);
        }
    }

    private static boolean canCreate(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            return false;
        }
        Files.delete(file);
        return true;
    }

    private static boolean canLink(Path file, Path link) throws IOException {
        if (!FileTransfer.link(file, link)) {
            return false;
        }
        Files.delete(link);
        return true;
    }
}

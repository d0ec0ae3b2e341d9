package dev.tgarchiver.storage.local;

import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.naming.TemporaryName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;

/**
 * The abilities of a folder's file system, determined by trial.
 *
 * @param fileSystem the operating system's name of its kind, such as {@code ext4}
 * @param longNames whether a name may have 255 bytes, the length that a temporary file's name can reach
 * @param hardLinks whether a file can have two names, so that publishing copies no bytes
 * @param caseSensitive whether {@code a} and {@code A} are two files
 */
public record FolderAbilities(String fileSystem, boolean longNames, boolean hardLinks, boolean caseSensitive) {

    /** Cut to the longest name that the archiver uses. */
    private static final String LONG = "long".repeat(100);

    /**
     * Tries with empty files, which it removes before it returns. They have the names of incomplete files, so the next
     * cleanup removes those that a killed process leaves.
     *
     * @param folder an existing folder
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

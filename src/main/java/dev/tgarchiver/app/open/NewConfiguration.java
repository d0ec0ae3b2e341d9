package dev.tgarchiver.app.open;

import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a first configuration, which may contain secrets: only its owner can read the file. */
public final class NewConfiguration {

    private NewConfiguration() {}

    /** Writes the file, and creates its folder if missing. Blocks on the disk. */
    public static void write(Path file, String text) throws StorageFailure {
        Path parent = file.getParent();
        try {
            if (parent != null) {
                Files.createDirectories(parent);
            }
            PrivateFiles.file(file);
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw StorageFailure.of("write the configuration", file, e);
        }
    }
}

package dev.tgarchiver.config.value;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What paths in a configuration are relative to.
 *
 * @param base where relative paths start
 * @param home the folder of {@code ~}; empty if unknown
 */
public record PathContext(Path base, Optional<Path> home) {

    /**
     * An absolute path.
     *
     * @throws IllegalArgumentException when the text is not a path on this system, or the home is not known
     */
    public Path resolve(String text) {
        if (text.equals("~")) {
            return knownHome();
        }
        if (text.startsWith("~/") || text.startsWith("~\\")) {
            return knownHome().resolve(text.substring(2)).toAbsolutePath().normalize();
        }
        if (text.startsWith("~")) {
            throw new IllegalArgumentException("names another user's home; write that path in full");
        }
        return base.resolve(text).toAbsolutePath().normalize();
    }

    private Path knownHome() {
        return home.orElseThrow(() -> new IllegalArgumentException(
                "starts with your home folder, but HOME is not set; set it, or write the path in full"));
    }
}

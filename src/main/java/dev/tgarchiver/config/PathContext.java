package dev.tgarchiver.config;

import java.nio.file.Path;

/**
 * What paths in a configuration are relative to.
 *
 * @param base where relative paths start
 * @param home what {@code ~} stands for
 */
record PathContext(Path base, Path home) {

    /**
     * An absolute path.
     *
     * @throws IllegalArgumentException when the text is no path on this system
     */
    Path resolve(String text) {
        if (text.equals("~")) {
            return home;
        }
        if (text.startsWith("~/") || text.startsWith("~\\")) {
            return home.resolve(text.substring(2)).toAbsolutePath().normalize();
        }
        if (text.startsWith("~")) {
            throw new IllegalArgumentException("names another user's home; write that path in full");
        }
        return base.resolve(text).toAbsolutePath().normalize();
    }
}

package dev.tgarchiver.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tells one boot of this machine from another. What a process wrote in this boot is there, even if it was killed; what one
 * wrote in an earlier boot and did not sync may not be.
 *
 * @param value empty where the system names no boot, as on macOS and Windows
 */
public record BootId(String value) {

    /** Names another file than Linux's own; for tests, which cannot boot the machine. */
    private static final String PROPERTY = "archiver.boot_id_file";

    private static final String LINUX = "/proc/sys/kernel/random/boot_id";

    /** This boot's. */
    public static BootId current() {
        return in(Path.of(System.getProperty(PROPERTY, LINUX)));
    }

    /** What a file says. */
    public static BootId in(Path file) {
        try {
            return new BootId(Files.exists(file) ? Files.readString(file).strip() : "");
        } catch (IOException e) {
            return new BootId("");
        }
    }

    /** Whether {@code other}, as remembered, is certainly this boot. */
    public boolean is(Optional<String> other) {
        return !value.isEmpty() && other.filter(value::equals).isPresent();
    }
}

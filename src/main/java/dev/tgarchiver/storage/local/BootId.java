package dev.tgarchiver.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Identifies one boot of this machine. What a process wrote during this boot is readable, even if the process was
 * killed. What one wrote during an earlier boot and did not sync may be lost.
 *
 * @param value the id; empty where the system has none, as on macOS and Windows
 */
public record BootId(String value) {

    /** Names a file to read instead of Linux's own; for tests, which cannot reboot the machine. */
    private static final String PROPERTY = "archiver.boot_id_file";

    private static final String LINUX = "/proc/sys/kernel/random/boot_id";

    /** The id of this boot. */
    public static BootId current() {
        return in(Path.of(System.getProperty(PROPERTY, LINUX)));
    }

    /** The id that a file contains. */
    public static BootId in(Path file) {
        try {
            return new BootId(Files.exists(file) ? Files.readString(file).strip() : "");
        } catch (IOException e) {
            return new BootId("");
        }
    }

    /** Whether {@code other}, a recorded value, is certainly this boot. */
    public boolean is(Optional<String> other) {
        return !value.isEmpty() && other.filter(value::equals).isPresent();
    }
}

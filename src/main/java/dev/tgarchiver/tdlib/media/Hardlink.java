package dev.tgarchiver.tdlib.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hard links, on file systems that support them. */
final class Hardlink {

    private static final Logger LOG = LoggerFactory.getLogger(Hardlink.class);

    private Hardlink() {}

    /**
     * Atomically makes a name a hard link of another file. The name's former file is deleted.
     *
     * @return false, without any change, when the file system does not support it
     */
    static boolean replace(Path name, Path file) {
        Path beside = name.resolveSibling(name.getFileName() + ".link");
        try {
            Files.deleteIfExists(beside);
            Files.createLink(beside, file);
            Files.move(beside, name, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            LOG.debug("Cannot make {} a hard link of {}", name, file, e);
            remove(beside);
            return false;
        }
    }

    /** Removes a name. Never throws: a name that cannot be removed now is removed with its folder. */
    static void remove(Path name) {
        try {
            Files.deleteIfExists(name);
        } catch (IOException e) {
            LOG.debug("Could not remove {}", name, e);
        }
    }
}

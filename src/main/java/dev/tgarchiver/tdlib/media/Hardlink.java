package dev.tgarchiver.tdlib.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names for a file beside its own, on disks that allow it. */
final class Hardlink {

    private static final Logger LOG = LoggerFactory.getLogger(Hardlink.class);

    private Hardlink() {}

    /**
     * Lets a name mean another file than it did, in one step; what it meant is deleted.
     *
     * @return false when the disk does not allow it: then the name means what it did
     */
    static boolean replace(Path name, Path file) {
        Path beside = name.resolveSibling(name.getFileName() + ".link");
        try {
            Files.deleteIfExists(beside);
            Files.createLink(beside, file);
            Files.move(beside, name, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            LOG.debug("{} cannot be another name of {}", name, file, e);
            remove(beside);
            return false;
        }
    }

    /** Never throws: what cannot be removed now is removed with its folder. */
    static void remove(Path name) {
        try {
            Files.deleteIfExists(name);
        } catch (IOException e) {
            LOG.debug("{} stays behind", name, e);
        }
    }
}

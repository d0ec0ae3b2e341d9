package dev.tgarchiver.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The attributes of a new file in a folder: permissions from the umask, the group from the folder. A hard link to a
 * private copy has neither. Determined once per folder, by creating a file. Thread-safe; blocks on the disk.
 */
class NewFileAttributes {

    private static final Logger LOG = LoggerFactory.getLogger(NewFileAttributes.class);

    private final Map<Path, Optional<Usual>> folders = new ConcurrentHashMap<>();

    private record Usual(Set<PosixFilePermission> permissions, GroupPrincipal group) {}

    /**
     * Gives a file the attributes that a new file beside it gets. Does nothing on file systems without owners.
     *
     * @param probe a free name in the same folder, for a file that is created and removed
     * @return false when the file cannot be given that group, so that only a new file gets it
     */
    boolean giveTo(Path file, Path probe) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        Path folder = file.getParent();
        if (view == null || folder == null) {
            return true;
        }
        Optional<Usual> known = folders.get(folder);
        if (known == null) {
            known = find(probe);
            folders.put(folder, known);
        }
        return known.isEmpty() || give(view, known.get());
    }

    private static boolean give(PosixFileAttributeView view, Usual usual) throws IOException {
        PosixFileAttributes attributes = view.readAttributes();
        if (!attributes.group().equals(usual.group())) {
            try {
                view.setGroup(usual.group());
            } catch (IOException e) {
                LOG.debug(
                        "Creating a new file, because an existing one cannot be given the group {}: {}",
                        usual.group(),
                        e.toString());
                return false;
            }
        }
        if (!attributes.permissions().equals(usual.permissions())) {
            view.setPermissions(usual.permissions());
        }
        return true;
    }

    private static Optional<Usual> find(Path probe) throws IOException {
        Files.deleteIfExists(probe);
        Files.createFile(probe);
        try {
            PosixFileAttributes attributes = Files.readAttributes(probe, PosixFileAttributes.class);
            return Optional.of(new Usual(attributes.permissions(), attributes.group()));
        } catch (UnsupportedOperationException e) {
            return Optional.empty();
        } finally {
            Files.delete(probe);
        }
    }
}

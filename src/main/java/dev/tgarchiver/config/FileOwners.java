package dev.tgarchiver.config;

import dev.tgarchiver.config.ConfigException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Refuses files with which another user could control this program: a configuration names a library that runs with all
 * rights of the user. Like ssh, it requires that such a file belongs to the user or root and that no other user can
 * write it. The owner's private group, which many systems give each user, is allowed. Where files have no owners, all
 * are accepted.
 */
final class FileOwners {

    private static final int ROOT = 0;
    private static final int GROUP_WRITES = 0020;
    private static final int OTHERS_WRITE = 0002;
    private static final int STICKY = 01000;

    private static final Path SELF = Path.of("/proc/self");
    private static final Path GROUPS = Path.of("/etc/group");

    private final int user;

    /** @param user the number of the trusting user */
    FileOwners(int user) {
        this.user = user;
    }

    /** For the user of this process; empty where that is not known. */
    static Optional<FileOwners> ofProcess() {
        try {
            return Optional.of(new FileOwners((int) Files.getAttribute(SELF, "unix:uid")));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException notLinux) {
            return ofJava();
        }
    }

    private static Optional<FileOwners> ofJava() {
        try {
            Class<?> system = Class.forName("com.sun.security.auth.module.UnixSystem");
            Object uid =
                    system.getMethod("getUid").invoke(system.getConstructor().newInstance());
            return Optional.of(new FileOwners(Math.toIntExact((long) uid)));
        } catch (ReflectiveOperationException | LinkageError notUnix) {
            return Optional.empty();
        }
    }

    /**
     * Checks a file, or what a link leads to.
     *
     * @param what a name, such as "The configuration"
     */
    void require(String what, Path file) throws ConfigException {
        Optional<String> fault;
        try {
            fault = fault(file.toRealPath());
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            // The reader reports why it cannot be read; a file system without owners has nothing to check.
            return;
        }
        if (fault.isPresent()) {
            throw new ConfigException(
                    new Problem(file.toString(), "", what + " decides what runs in your name, and " + fault.get()));
        }
    }

    private Optional<String> fault(Path file) throws IOException {
        int owner = (int) Files.getAttribute(file, "unix:uid");
        int mode = (int) Files.getAttribute(file, "unix:mode");
        if (owner != user && owner != ROOT) {
            return Optional.of(
                    "it belongs to another user (" + Files.getOwner(file).getName()
                            + "). If you trust what is in it, make it yours: sudo chown \"$(id -un)\" '" + file + "'");
        }
        boolean byGroup = (mode & GROUP_WRITES) != 0 && !isOwnersOwn(file);
        if (byGroup || (mode & OTHERS_WRITE) != 0) {
            return Optional.of((byGroup ? "its group" : "every user") + " can change it. Run: chmod go-w '" + file
                    + "' (where that has no effect, move it to a disk of your own, for example below ~/.config)");
        }
        Path folder = file.getParent();
        if (folder != null && isOpenToAll((int) Files.getAttribute(folder, "unix:mode"))) {
            return Optional.of("every user can put another in its place. Run: chmod o-w '" + folder + "'");
        }
        return Optional.empty();
    }

    private static boolean isOpenToAll(int mode) {
        return (mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0;
    }

    /** Whether the group has the owner's name, and no other members. */
    private static boolean isOwnersOwn(Path file) throws IOException {
        String owner = Files.getOwner(file).getName();
        String group = Files.getAttribute(file, "posix:group").toString();
        if (!group.equals(owner)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(GROUPS)) {
            return lines.map(line -> line.split(":", -1))
                    .filter(fields -> fields[0].equals(group) && fields.length > 3)
                    .allMatch(fields -> fields[3].isEmpty() || fields[3].equals(owner));
        }
    }
}

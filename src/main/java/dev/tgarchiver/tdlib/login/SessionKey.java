package dev.tgarchiver.tdlib.login;

import dev.tgarchiver.telegram.TelegramFailure.Local;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The session folder, readable by its owner only, and the key of the database in it. */
public final class SessionKey {

    private static final int KEY_BYTES = 32;
    private static final String FILE = "key";

    private SessionKey() {}

    /** Creates a folder that only its owner can access, or checks that an existing one is. */
    public static void secureFolder(Path folder) throws Local {
        try {
            if (!posix(folder)) {
                Files.createDirectories(folder);
                return;
            }
            FileAttribute<?> ownerOnly =
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            if (Files.notExists(folder)) {
                Path parent = folder.toAbsolutePath().getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                Files.createDirectory(folder, ownerOnly);
            }
            Set<?> permissions = Files.getPosixFilePermissions(folder);
            if (permissions.stream()
                    .anyMatch(permission -> !permission.toString().startsWith("OWNER"))) {
                throw new Local("The session folder " + folder + " can be read by other users, who could then use "
                        + "your login; run: chmod 700 '" + folder + "'");
            }
        } catch (IOException e) {
            throw new Local("The session folder " + folder + " cannot be created: " + e
                    + ". Set telegram.session_dir to a folder that you can write to.");
        }
    }

    /** The key that is stored in the folder; created at first use. In base64, TDLib's encoding of bytes. */
    public static String stored(Path folder) throws Local {
        Path file = folder.resolve(FILE);
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            byte[] key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            String text = Base64.getEncoder().encodeToString(key);
            if (posix(folder)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(
                    file, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
            return text;
        } catch (IOException e) {
            throw new Local("The session's key " + file + " cannot be read or created: " + e);
        }
    }

    /** A key from the environment, as base64. */
    public static String of(String words) {
        return Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}

package dev.tgarchiver.tdlib.binding;

import dev.tgarchiver.telegram.TelegramFailure.Local;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The SHA-256 of this distribution's TDLib. The build takes it from the package that npm has checked, and stores it in
 * the program's own jar. It detects a library that was damaged, exchanged or left behind by another version. It does
 * not protect against an attacker who can also write the jar.
 *
 * @param sha256 the digest, 64 hexadecimal digits in lower case
 */
record LibraryDigest(String sha256) {

    private static final String RESOURCE = "library.sha256";
    private static final int CHUNK = 64 << 10;

    /** The digest that the build recorded; empty when it bundled no library. */
    static Optional<LibraryDigest> recorded() {
        try (InputStream in = LibraryDigest.class.getResourceAsStream(RESOURCE)) {
            // The format of sha256sum: the digest, two spaces, the file's name.
            return in == null
                    ? Optional.empty()
                    : Optional.of(new LibraryDigest(
                            new String(in.readAllBytes(), StandardCharsets.US_ASCII).split(" ", 2)[0]));
        } catch (IOException e) {
            throw new IllegalStateException("This program's " + RESOURCE + " cannot be read", e);
        }
    }

    /**
     * Requires a library to have this digest. Reads all of it, which takes about 0.1 s.
     *
     * @throws Local when the digest differs, or the library cannot be read
     */
    void require(Path library) throws Local {
        String found;
        try {
            found = of(library);
        } catch (IOException e) {
            throw new Local("The TDLib that came with the archiver, " + library + ", cannot be read: " + e
                    + ". Make it readable, or copy the archiver's folder there again.");
        }
        if (!found.equals(sha256)) {
            throw new Local("The TDLib that came with the archiver, " + library + ", was changed: its SHA-256 is "
                    + found + " and should be " + sha256
                    + ". It was not loaded. Copy the archiver's folder there again, "
                    + "or build it again (mvn -q -DskipTests clean package); to use another library on purpose, set "
                    + "telegram.tdlib_library.");
        }
    }

    private static String of(Path file) throws IOException {
        MessageDigest digest = sha256Digest();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(chunk) >= 0) {
                digest.update(chunk.flip());
                chunk.clear();
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}

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
 * The SHA-256 that the TDLib of this distribution has. The build takes it from the package that npm has checked, and it
 * lies in the program's own jar: it tells a library that was damaged, exchanged or left behind by another version. Who can
 * write the jar as well is not kept out by it.
 *
 * @param sha256 64 hexadecimal digits in lower case
 */
record LibraryDigest(String sha256) {

    private static final String RESOURCE = "library.sha256";
    private static final int CHUNK = 64 << 10;

    /** What the build has recorded; empty when it brought no library. */
    static Optional<LibraryDigest> recorded() {
        try (InputStream in = LibraryDigest.class.getResourceAsStream(RESOURCE)) {
            // Written as sha256sum writes it: the digest, two spaces, the file's name.
            return in == null
                    ? Optional.empty()
                    : Optional.of(new LibraryDigest(
                            new String(in.readAllBytes(), StandardCharsets.US_ASCII).split(" ", 2)[0]));
        } catch (IOException e) {
            throw new IllegalStateException("This program's " + RESOURCE + " cannot be read", e);
        }
    }

    /**
     * Reads the whole library, which takes about 0.1 s.
     *
     * @throws Local when it is another one, or cannot be read
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

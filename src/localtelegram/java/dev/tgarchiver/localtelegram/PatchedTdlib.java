package dev.tgarchiver.localtelegram;

import dev.tgarchiver.localtelegram.crypto.ServerKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Makes the copy of TDLib that talks to the local server: its two data-centre keys are replaced by the server's key.
 * The copy is always the same for the same original, and can no longer shake hands with Telegram's own servers.
 */
public final class PatchedTdlib {

    private static final String BEGIN = "-----BEGIN RSA PUBLIC KEY-----\n";
    private static final String END = "-----END RSA PUBLIC KEY-----";

    /** How the bodies of the two keys begin: of the data centres and of the test data centres. */
    private static final String[] KEY_HEADS = {
        "MIIBCgKCAQEA6LszBcC1LGzyr992NzE0ieY+", "MIIBCgKCAQEAyMEdY1aR+sCR3ZSJrtztKTKq"
    };

    private PatchedTdlib() {}

    /**
     * Writes the patched copy of a library, whole or not at all, and returns where it is.
     *
     * @throws IOException when a file cannot be read or written, or the original is not the TDLib that is expected
     */
    public static Path patch(Path original, Path copy) throws IOException {
        byte[] library = Files.readAllBytes(original);
        byte[] key = ServerKey.load().publicPem().getBytes(StandardCharsets.US_ASCII);
        for (String head : KEY_HEADS) {
            replace(library, (BEGIN + head).getBytes(StandardCharsets.US_ASCII), key, original);
        }
        Path target = copy.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path unfinished = Files.createTempFile(target.getParent(), "tdlib", ".part");
        Files.write(unfinished, library);
        return Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void replace(byte[] library, byte[] head, byte[] key, Path original) throws IOException {
        int at = indexOf(library, head, 0);
        if (at < 0 || indexOf(library, head, at + 1) >= 0) {
            throw new IOException(original + " does not hold the expected key exactly once");
        }
        byte[] end = END.getBytes(StandardCharsets.US_ASCII);
        int length = indexOf(library, end, at) + end.length - at;
        if (length != key.length) {
            throw new IOException(original + " holds a key of " + length + " bytes, not of " + key.length);
        }
        System.arraycopy(key, 0, library, at, key.length);
    }

    private static int indexOf(byte[] bytes, byte[] wanted, int from) {
        for (int i = from; i <= bytes.length - wanted.length; i++) {
            int matched = 0;
            while (matched < wanted.length && bytes[i + matched] == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return i;
            }
        }
        return -1;
    }
}

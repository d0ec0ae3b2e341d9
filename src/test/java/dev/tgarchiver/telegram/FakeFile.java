package dev.tgarchiver.telegram;

import java.util.Random;

/**
 * A file at Telegram.
 *
 * @param uniqueId as in {@link dev.tgarchiver.model.post.Media}
 * @param seed files with the same seed have the same bytes
 */
record FakeFile(String uniqueId, int size, long seed) {

    byte[] bytes() {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}

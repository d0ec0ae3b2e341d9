package dev.tgarchiver.telegram.pace;

import dev.tgarchiver.telegram.pace.TokenBucket.Use;

/** Divides tokens: downloads go first, and every fourth token is a walk's. Not thread-safe. */
final class TokenShare {

    private static final int SHARE = 4;

    private int downloadsInARow;

    boolean mayTake(Use use, boolean downloadsWait) {
        return use == Use.DOWNLOAD || !downloadsWait || downloadsInARow >= SHARE - 1;
    }

    void taken(Use use) {
        downloadsInARow = use == Use.DOWNLOAD ? downloadsInARow + 1 : 0;
    }
}

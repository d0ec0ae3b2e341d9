package dev.tgarchiver.torture.posts;

import java.util.Random;

/** What happens to a channel between two runs. */
enum Operation {
    POST(42),
    /** The very same content once more, with the same files, as a forward has it. */
    POST_AGAIN(4),
    EDIT_TEXT(16),
    REPLACE_MEDIA(12),
    DELETE(8),
    PIN(3),
    REACT(10),
    TOPIC(3),
    RENAME_CHANNEL(1),
    RENAME_USER(1);

    private static final int ALL = 100;

    /** Of a hundred operations. */
    private final int share;

    Operation(int share) {
        this.share = share;
    }

    static Operation any(Random random) {
        int at = random.nextInt(ALL);
        for (Operation operation : values()) {
            at -= operation.share;
            if (at < 0) {
                return operation;
            }
        }
        throw new IllegalStateException("the shares are not " + ALL);
    }
}

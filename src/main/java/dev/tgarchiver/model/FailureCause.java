package dev.tgarchiver.model;

import java.util.Arrays;

/** Why a file failed, as the tracker counts it and statistics name it. */
public enum FailureCause {
    /** Every attempt failed for a transient reason: a timeout, an error of Telegram or of the disk. */
    ATTEMPTS("attempts", true),
    /** Deleted at Telegram. */
    GONE("gone", false),
    /** This account may no longer read it. */
    NO_ACCESS("no_access", false),
    /** Its path would be outside the archive. */
    UNSAFE_PATH("unsafe_path", false);

    private final String key;
    private final boolean canPass;

    FailureCause(String key, boolean canPass) {
        this.key = key;
        this.canPass = canPass;
    }

    /** The word that stands for it in the tracker. */
    public String key() {
        return key;
    }

    /** Whether the file may succeed later without anyone's action. */
    public boolean canPass() {
        return canPass;
    }

    /** As {@link #canPass()}, for a word of the tracker; true for an unknown word. */
    public static boolean canPass(String key) {
        return Arrays.stream(values()).filter(cause -> cause.key.equals(key)).allMatch(cause -> cause.canPass);
    }
}

package dev.tgarchiver.model;

import java.util.Arrays;

/** Why a file was given up, as the tracker counts it and statistics name it. */
public enum FailureCause {
    /** Every attempt failed, each for a reason that may pass: a timeout, an error of Telegram or of the disk. */
    ATTEMPTS("attempts", true),
    /** Deleted at Telegram. */
    GONE("gone", false),
    /** This account may not read it any more. */
    NO_ACCESS("no_access", false),
    /** Its name would lead out of the archive. */
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

    /** Whether the same file may succeed later, with nobody doing anything about it. */
    public boolean canPass() {
        return canPass;
    }

    /** As {@link #canPass()}, of a word in the tracker; one that is unknown here is worth another attempt. */
    public static boolean canPass(String key) {
        return Arrays.stream(values()).filter(cause -> cause.key.equals(key)).allMatch(cause -> cause.canPass);
    }
}

package dev.tgarchiver.report;

/**
 * What a check of the installation has found.
 *
 * @param check what was looked at, in one or two words
 * @param result what was found, in one line
 * @param advice what to do about it; empty when there is nothing to do
 */
public record Finding(String check, Status status, String result, String advice) {

    /** How it stands. The names are printed, and a promise to scripts. */
    public enum Status {
        /** It is as it should be. */
        OK,
        /** It works, but not as well as it could. */
        WARNING,
        /** Something will fail because of it. */
        PROBLEM,
        /** It could not be looked at, or was not to be. */
        SKIPPED
    }
}

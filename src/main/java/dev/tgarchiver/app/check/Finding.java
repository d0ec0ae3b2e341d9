package dev.tgarchiver.app.check;

import java.util.function.UnaryOperator;

/**
 * The finding of a check of the installation.
 *
 * @param check the subject, in one or two words
 * @param result the finding, in one line
 * @param advice what to do about it; empty when there is nothing to do
 */
public record Finding(String check, Status status, String result, String advice) {

    /** The result in a word. The names are printed, and scripts rely on them. */
    public enum Status {
        /** It is as it should be. */
        OK,
        /** It works, but not as well as it could. */
        WARNING,
        /** Something will fail because of it. */
        PROBLEM,
        /** It could not be checked, or was not to be. */
        SKIPPED
    }

    /** The same with other texts, such as ones whose commands are completed. */
    public Finding map(UnaryOperator<String> text) {
        return new Finding(check, status, text.apply(result), text.apply(advice));
    }
}

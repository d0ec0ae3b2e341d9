package dev.tgarchiver.model;

import java.util.regex.Pattern;

/** Prepares names that others chose for use within a sentence: without line breaks, which could fake a line of output. */
public final class SingleLine {

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

    private SingleLine() {}

    /** The text with a space for each stretch of control characters and line breaks. */
    public static String of(String text) {
        return BREAKS.matcher(text).replaceAll(" ").strip();
    }
}

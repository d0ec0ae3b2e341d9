package dev.tgarchiver.config.value;

import java.nio.file.Path;

/** A user's text as messages show it: on one line, short, and safe for a terminal. */
public final class Quoted {

    private static final int LONGEST = 80;

    private Quoted() {}

    public static String of(String text) {
        return of(text, LONGEST);
    }

    /** A path in full, since half of one is useless. */
    public static String of(Path path) {
        return of(path.toString(), Integer.MAX_VALUE);
    }

    private static String of(String text, int longest) {
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints().limit(longest).forEach(character -> {
            switch (Character.getType(character)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> shown.append(String.format("\\u%04x", character));
                default -> shown.appendCodePoint(character);
            }
        });
        return shown.append(text.codePointCount(0, text.length()) > longest ? "…\"" : "\"")
                .toString();
    }
}

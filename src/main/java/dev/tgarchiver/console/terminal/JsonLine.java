package dev.tgarchiver.console.terminal;

import com.fasterxml.jackson.databind.JsonNode;

/** JSON on one line, safe for terminals: characters that they might interpret are escaped, so nothing is lost. */
public final class JsonLine {

    private JsonLine() {}

    public static String of(JsonNode json) {
        String text = json.toString();
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            int length = Character.charCount(codePoint);
            if (isSafe(codePoint)) {
                safe.appendCodePoint(codePoint);
            } else {
                // Such characters only occur inside strings, where they may be escaped.
                for (char unit : Character.toChars(codePoint)) {
                    safe.append(String.format("\\u%04x", (int) unit));
                }
            }
            i += length;
        }
        return safe.toString();
    }

    private static boolean isSafe(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}

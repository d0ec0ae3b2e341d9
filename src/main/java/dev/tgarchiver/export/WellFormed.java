package dev.tgarchiver.export;

/** Texts that can be written in UTF-8. */
public final class WellFormed {

    private static final char REPLACEMENT = '\uFFFD';

    private WellFormed() {}

    /** The text, with U+FFFD for each half of a surrogate pair, which is not a character. */
    public static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && !isPair(text, i)) {
                return repaired(text);
            } else if (Character.isSurrogate(text.charAt(i))) {
                i++;
            }
        }
        return text;
    }

    private static String repaired(String text) {
        StringBuilder repaired = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                repaired.append(text.charAt(i));
            } else if (isPair(text, i)) {
                repaired.append(text, i, i + 2);
                i++;
            } else {
                repaired.append(REPLACEMENT);
            }
        }
        return repaired.toString();
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }
}

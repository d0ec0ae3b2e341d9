package dev.tgarchiver.storage.naming;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Converts any text to a file-name component that is safe on every operating system: no separators, no control,
 * invisible or direction-changing characters, no name that Windows reserves, no harmful dot, dash or space, in NFC, and
 * within a budget of bytes. Idempotent. Stateless.
 */
public final class SafeName {

    /**
     * The maximum length of a component: a suffix and the mark of a temporary name still fit into the usual 255 bytes.
     */
    public static final int MAX_BYTES = 200;

    /** A smaller budget leaves no room for a name and an extension. */
    private static final int MIN_BYTES = 24;

    private static final char SUBSTITUTE = '_';
    private static final String ILLEGAL = "<>:\"/\\|?*";

    /** Characters that look like separators, and that some systems convert to them. */
    private static final String LIKE_SEPARATORS = "\u2044\u2215\u29F5\u29F8\uFE68\uFF0F\uFF3C\uFF1A\uFF0A\uFF1F\uFF5C";

    /** Characters in the categories of letters and marks that are invisible. */
    private static final String INVISIBLE = "\u034F\u115F\u1160\u17B4\u17B5\u180B\u180C\u180D\u180F\u3164\uFFA0\u2065";

    private static final Pattern RESERVED = Pattern.compile(
            "(?:CON|PRN|AUX|NUL|CLOCK\\$|CONIN\\$|CONOUT\\$|(?:COM|LPT)[0-9\u00B9\u00B2\u00B3])(?:[ .].*)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private SafeName() {}

    /** A component of at most {@link #MAX_BYTES}, see {@link #of(String, String, int)}. */
    public static String of(String text, String fallback) {
        return of(text, fallback, MAX_BYTES);
    }

    /**
     * A component of at most {@code maxBytes} bytes in UTF-8. A name that is too long loses the end of its stem, not
     * its extension.
     *
     * @param fallback the name if no part of the text is usable
     * @param maxBytes the budget, 24 to 200
     */
    public static String of(String text, String fallback, int maxBytes) {
        if (maxBytes < MIN_BYTES || maxBytes > MAX_BYTES) {
            throw new IllegalArgumentException("a name's budget is " + MIN_BYTES + " to " + MAX_BYTES + " bytes");
        }
        String name = shape(clean(text), maxBytes);
        if (name.isEmpty()) {
            name = shape(clean(fallback), maxBytes);
        }
        return name.isEmpty() ? String.valueOf(SUBSTITUTE) : name;
    }

    /** Replaces and drops characters. The result is in NFC and has only single spaces. */
    static String clean(String text) {
        StringBuilder cleaned = new StringBuilder(text.length());
        text.codePoints().forEach(character -> append(cleaned, character));
        return Normalizer.normalize(cleaned, Normalizer.Form.NFC);
    }

    private static void append(StringBuilder cleaned, int character) {
        switch (Character.getType(character)) {
            case Character.FORMAT -> {}
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> space(cleaned);
            case Character.CONTROL -> {
                if (Character.isWhitespace(character)) {
                    space(cleaned);
                } else {
                    cleaned.append(SUBSTITUTE);
                }
            }
            case Character.SURROGATE -> cleaned.append(SUBSTITUTE);
            default -> appendVisible(cleaned, character);
        }
    }

    private static void appendVisible(StringBuilder cleaned, int character) {
        if (INVISIBLE.indexOf(character) >= 0 || (character >= 0xE0000 && character <= 0xE0FFF)) {
            return;
        }
        if (character == '\u2800') { // a braille cell without dots
            space(cleaned);
        } else if (ILLEGAL.indexOf(character) >= 0
                || LIKE_SEPARATORS.indexOf(character) >= 0
                || isNoCharacter(character)) {
            cleaned.append(SUBSTITUTE);
        } else {
            cleaned.appendCodePoint(character);
        }
    }

    private static boolean isNoCharacter(int character) {
        return (character & 0xFFFE) == 0xFFFE || (character >= 0xFDD0 && character <= 0xFDEF);
    }

    private static void space(StringBuilder cleaned) {
        if (cleaned.length() > 0 && cleaned.charAt(cleaned.length() - 1) != ' ') {
            cleaned.append(' ');
        }
    }

    private static String shape(String cleaned, int maxBytes) {
        String name = fixStart(trimEnd(cleaned));
        if (FileName.bytes(name) > maxBytes) {
            FileName parts = FileName.of(name);
            String stem = FileName.cut(parts.stem(), maxBytes - FileName.bytes(name) + FileName.bytes(parts.stem()));
            name = new FileName(trimEnd(stem), parts.extension()).text();
            // The cut may have left a reserved name.
            name = fixStart(trimEnd(name));
        }
        return name;
    }

    /** Windows drops dots and spaces at the end, so the stored name would differ from this one. */
    private static String trimEnd(String name) {
        int end = name.length();
        while (end > 0 && (name.charAt(end - 1) == '.' || name.charAt(end - 1) == ' ')) {
            end--;
        }
        return name.substring(0, end);
    }

    /**
     * A leading dot hides a file, a leading dash makes it look like an option, and Windows reserves some names for
     * devices.
     */
    private static String fixStart(String name) {
        int start = 0;
        while (start < name.length() && ".- ".indexOf(name.charAt(start)) >= 0) {
            start++;
        }
        String rest = name.substring(start);
        if (rest.isEmpty()) {
            return "";
        }
        boolean marked = name.substring(0, start).strip().isEmpty();
        return marked && !RESERVED.matcher(rest).matches() ? rest : SUBSTITUTE + rest;
    }
}

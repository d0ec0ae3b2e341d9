package dev.tgarchiver.search;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Map;
import java.util.Set;

/**
 * Maps each character to what it is looked for by: lower case, without accents, in its compatible form, so that
 * {@code Café}, {@code ＣＡＦＥ} and {@code cafe} are one word. Letters of their own stay that look like accented ones:
 * {@code й} is not {@code и}.
 */
final class Folding {

    /** What Unicode does not decompose. */
    private static final Map<Integer, String> TABLE = Map.ofEntries(
            Map.entry((int) 'ß', "ss"),
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'ø', "o"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'ð', "d"),
            Map.entry((int) 'þ', "th"),
            Map.entry((int) 'ħ', "h"),
            Map.entry((int) 'ı', "i"),
            Map.entry((int) 'ς', "σ"),
            Map.entry(0x0671, "\u0627"), // Arabic: alef with wasla
            Map.entry(0x0649, "\u064a"), // alef maksura
            Map.entry(0x06cc, "\u064a"), // Persian yeh
            Map.entry(0x0629, "\u0647"), // teh marbuta
            Map.entry(0x06c1, "\u0647"), // Urdu heh
            Map.entry(0x06be, "\u0647"),
            Map.entry(0x06a9, "\u0643"), // Persian kaf
            Map.entry(0x0640, "")); // tatweel

    /** Accented letters that are letters of their own, by the accent and the letter below it. */
    private static final Map<String, String> OWN_LETTERS =
            Map.of("\u0438\u0306", "\u0439", "\u0443\u0306", "\u045e", "\u0456\u0308", "\u0457");

    /** Scripts whose vowel signs are marks that may not be dropped are all but these. */
    private static final Set<UnicodeScript> ACCENTING = Set.of(
            UnicodeScript.INHERITED,
            UnicodeScript.COMMON,
            UnicodeScript.LATIN,
            UnicodeScript.GREEK,
            UnicodeScript.CYRILLIC,
            UnicodeScript.ARABIC,
            UnicodeScript.HEBREW,
            UnicodeScript.SYRIAC);

    /** Dots below letters of India's scripts, which many writers leave out. */
    private static final Set<Integer> NUKTAS = Set.of(0x093c, 0x09bc, 0x0a3c, 0x0abc, 0x0b3c, 0x0cbc);

    private static final int VOICED = 0x3099;
    private static final int SEMI_VOICED = 0x309a;

    private static final int FIRST_VOWEL_OF_HANGUL = 0x1161;
    private static final int LAST_FINAL_OF_HANGUL = 0x11c2;

    private static final String[] KNOWN = new String[0x10000];

    private Folding() {}

    /** What a character becomes: none, one or several. */
    static String of(int codePoint) {
        if (codePoint >= KNOWN.length) {
            return fold(codePoint);
        }
        // Several threads may fold it at once, to equal strings.
        String known = KNOWN[codePoint];
        if (known == null) {
            known = fold(codePoint);
            KNOWN[codePoint] = known;
        }
        return known;
    }

    /**
     * What a folded character and the original one that follows it are together, as a letter and its accent.
     *
     * @return 0 when they are two
     */
    static int together(int folded, int next) {
        if (next == VOICED
                || next == SEMI_VOICED
                || next == 0xff9e
                || next == 0xff9f
                || (next >= FIRST_VOWEL_OF_HANGUL && next <= LAST_FINAL_OF_HANGUL)) {
            String both = Normalizer.normalize(
                    Character.toString(folded) + Normalizer.normalize(Character.toString(next), Normalizer.Form.NFKD),
                    Normalizer.Form.NFC);
            return both.codePointCount(0, both.length()) == 1 ? both.codePointAt(0) : 0;
        }
        if (next == 0x0306 || next == 0x0308) {
            String own = OWN_LETTERS.get(Character.toString(folded) + Character.toString(next));
            return own == null ? 0 : own.codePointAt(0);
        }
        return 0;
    }

    private static String fold(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.OTHER_SYMBOL) {
            return Character.toString(codePoint);
        }
        if (type == Character.SURROGATE || type == Character.CONTROL) {
            return " ";
        }
        int lower = Character.toLowerCase(codePoint);
        if (OWN_LETTERS.containsValue(Character.toString(lower))) {
            return Character.toString(lower);
        }
        StringBuilder folded = new StringBuilder(2);
        Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD)
                .codePoints()
                .forEach(part -> append(part, folded));
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    private static void append(int part, StringBuilder folded) {
        int lower = Character.toLowerCase(part);
        String mapped = TABLE.get(lower);
        int type = Character.getType(lower);
        if (mapped != null) {
            folded.append(mapped);
        } else if (type == Character.DECIMAL_DIGIT_NUMBER) {
            folded.append(Character.digit(lower, 10));
        } else if (!isDropped(lower, type)) {
            folded.appendCodePoint(lower);
        }
    }

    private static boolean isDropped(int codePoint, int type) {
        if (type == Character.FORMAT || type == Character.ENCLOSING_MARK || NUKTAS.contains(codePoint)) {
            return true;
        }
        return type == Character.NON_SPACING_MARK
                && codePoint != VOICED
                && codePoint != SEMI_VOICED
                && ACCENTING.contains(UnicodeScript.of(codePoint));
    }
}

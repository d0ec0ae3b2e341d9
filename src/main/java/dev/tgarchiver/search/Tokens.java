package dev.tgarchiver.search;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Divides texts into tokens: for the index, for queries, and to find a hit's place. Words are folded (see {@link
 * Folding}). Where a script has no spaces between words, every two neighbouring characters are a token, and so is the last
 * one of a run, so that every piece of the run is found.
 */
public final class Tokens {

    /** Of this class: an index that another version wrote does not match its queries. */
    public static final int VERSION = 1;

    /** The rest of a longer word does not count. */
    static final int LONGEST = 64;

    private static final Set<UnicodeScript> WITHOUT_SPACES = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.TIBETAN);

    /** Lengthens a vowel in Kana; Unicode gives it no script. */
    private static final int PROLONGED = 0x30fc;

    private static final byte UNKNOWN = 0;
    private static final byte NONE = 1;
    private static final byte LETTER = 2;
    private static final byte CLOSE = 3;
    private static final byte SIGN = 4;

    private static final byte[] CLASSES = new byte[0x10000];

    /** Receives tokens in their order. */
    private interface Sink {
        void token(int[] text, int from, int to, Token.Kind kind, int start, int end);
    }

    private final Sink sink;
    private int[] run = new int[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int length;
    private byte kind = NONE;

    private Tokens(Sink sink) {
        this.sink = sink;
    }

    /** The tokens of a text in their order. */
    public static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>();
        new Tokens((run, from, to, kind, start, end) ->
                        tokens.add(new Token(new String(run, from, to - from), kind, start, end)))
                .read(text);
        return tokens;
    }

    /** Appends a text's tokens, each followed by a blank. */
    public static void append(String text, StringBuilder line) {
        new Tokens((run, from, to, kind, start, end) -> {
                    for (int i = from; i < to; i++) {
                        line.appendCodePoint(run[i]);
                    }
                    line.append(' ');
                })
                .read(text);
    }

    private void read(String text) {
        int at = 0;
        while (at < text.length()) {
            char first = text.charAt(at);
            if (first < 0x80) {
                ascii(first, at);
                at++;
                continue;
            }
            int codePoint = text.codePointAt(at);
            int next = at + Character.charCount(codePoint);
            int together = length > 0 ? Folding.together(run[length - 1], codePoint) : 0;
            if (together != 0) {
                run[length - 1] = together;
                ends[length - 1] = next;
            } else {
                String folded = Folding.of(codePoint);
                for (int i = 0; i < folded.length(); ) {
                    int part = folded.codePointAt(i);
                    add(part, classOf(part), at, next);
                    i += Character.charCount(part);
                }
                if (folded.isEmpty() && length > 0) {
                    // An accent belongs to its letter.
                    ends[length - 1] = next;
                }
            }
            at = next;
        }
        flush();
    }

    private void ascii(char c, int at) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            add(c, LETTER, at, at + 1);
        } else if (c >= 'A' && c <= 'Z') {
            add(c + ('a' - 'A'), LETTER, at, at + 1);
        } else {
            flush();
        }
    }

    private void add(int codePoint, byte its, int start, int end) {
        if (its != kind || its == SIGN) {
            flush();
        }
        if (its == NONE) {
            return;
        }
        kind = its;
        if (length == run.length) {
            run = Arrays.copyOf(run, length * 2);
            starts = Arrays.copyOf(starts, length * 2);
            ends = Arrays.copyOf(ends, length * 2);
        }
        run[length] = codePoint;
        starts[length] = start;
        ends[length] = end;
        length++;
    }

    private void flush() {
        if (length > 0) {
            if (kind == CLOSE) {
                for (int i = 0; i + 1 < length; i++) {
                    sink.token(run, i, i + 2, Token.Kind.PAIR, starts[i], ends[i + 1]);
                }
                sink.token(run, length - 1, length, Token.Kind.LAST, starts[length - 1], ends[length - 1]);
            } else {
                Token.Kind word = kind == SIGN ? Token.Kind.SYMBOL : Token.Kind.WORD;
                sink.token(run, 0, Math.min(length, LONGEST), word, starts[0], ends[length - 1]);
            }
        }
        length = 0;
        kind = NONE;
    }

    private static byte classOf(int codePoint) {
        if (codePoint >= CLASSES.length) {
            return classify(codePoint);
        }
        byte known = CLASSES[codePoint];
        if (known == UNKNOWN) {
            known = classify(codePoint);
            CLASSES[codePoint] = known;
        }
        return known;
    }

    private static byte classify(int codePoint) {
        int type = Character.getType(codePoint);
        boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
        if (Character.isLetterOrDigit(codePoint)
                || mark
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER) {
            boolean close = codePoint == PROLONGED || WITHOUT_SPACES.contains(UnicodeScript.of(codePoint));
            return close ? CLOSE : LETTER;
        }
        // Lines and boxes are drawn with the first ones.
        boolean drawn = codePoint >= 0x2500 && codePoint < 0x25a0;
        return type == Character.OTHER_SYMBOL && !drawn ? SIGN : NONE;
    }
}

package dev.tgarchiver.tracker.query;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks through texts one by one, with rules of its own for what is the same word. */
final class Scan {

    private static final Pattern PART =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー\\p{IsHangul}\\p{IsThai}]+|[\\p{L}\\p{M}\\p{N}&&"
                    + "[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー\\p{IsHangul}\\p{IsThai}]]+");

    private static final Pattern CLOSE =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー\\p{IsHangul}\\p{IsThai}]+");

    private Scan() {}

    /** A text in the form in which it is compared. */
    static String folded(String text) {
        String kept = text.toLowerCase(Locale.ROOT)
                .replace("й", "\ue0001")
                .replace("ß", "ss")
                .replaceAll("[أإآ]", "ا")
                .replace('ى', 'ي')
                .replace('ة', 'ه');
        String bare = Normalizer.normalize(kept, Normalizer.Form.NFKD)
                .replaceAll("[\\u0300-\\u036f\\u064b-\\u0655\\u0591-\\u05c7]", "");
        return Normalizer.normalize(bare, Normalizer.Form.NFC)
                .replace("\ue0001", "й")
                .replace('ς', 'σ');
    }

    /** Words, and runs of scripts without spaces. */
    static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(folded(text));
        while (matcher.find()) {
            parts.add(matcher.group());
        }
        return parts;
    }

    static boolean isClose(String part) {
        return CLOSE.matcher(part).matches();
    }

    /** Whether a text has a word, or a word that starts so; a piece of a run counts. */
    static boolean has(String text, String wanted, boolean prefix) {
        List<String> parts = parts(text);
        List<String> all = parts(wanted);
        for (int from = 0; from + all.size() <= parts.size(); from++) {
            if (isAt(parts, all, from, prefix)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(List<String> parts, List<String> wanted, int from, boolean prefix) {
        for (int i = 0; i < wanted.size(); i++) {
            String part = parts.get(from + i);
            String word = wanted.get(i);
            boolean first = i == 0;
            boolean last = i == wanted.size() - 1;
            boolean same;
            if (isClose(word)) {
                same = isClose(part) && isPiece(part, word, first, last);
            } else if (last && prefix) {
                same = part.startsWith(word) && !isClose(part);
            } else {
                same = part.equals(word);
            }
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** A run may go on before the first word that is wanted, and after the last one. */
    private static boolean isPiece(String run, String word, boolean first, boolean last) {
        if (first) {
            return last ? run.contains(word) : run.endsWith(word);
        }
        return last ? run.startsWith(word) : run.equals(word);
    }
}

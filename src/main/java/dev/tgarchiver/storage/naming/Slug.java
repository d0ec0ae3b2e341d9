package dev.tgarchiver.storage.naming;

import java.util.regex.Pattern;

/** The start of a longer text as part of a file name: words of letters and digits, joined by underscores. */
final class Slug {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");
    private static final Pattern AT_THE_ENDS = Pattern.compile("^[_\\p{M}]+|_+$");

    private Slug() {}

    /** At most {@code maxBytes} bytes, cut at a word boundary where possible; empty when the text has no words. */
    static String of(String text, int maxBytes) {
        String start = text.substring(0, Math.min(text.length(), 4 * maxBytes));
        String words = strip(BETWEEN_WORDS.matcher(SafeName.clean(start)).replaceAll("_"));
        if (FileName.bytes(words) <= maxBytes) {
            return words;
        }
        String cut = FileName.cut(words, maxBytes);
        int lastWord = cut.lastIndexOf('_');
        return strip(lastWord > cut.length() / 2 ? cut.substring(0, lastWord) : cut);
    }

    private static String strip(String words) {
        return AT_THE_ENDS.matcher(words).replaceAll("");
    }
}

package dev.tgarchiver.search;

import java.util.ArrayList;
import java.util.List;

/** The article and the particles that Arabic writes together with the word after them. */
final class ArabicPrefixes {

    /** Longer ones first. */
    private static final List<String> PREFIXES = List.of("وال", "بال", "فال", "كال", "ولل", "ال", "لل");

    private static final int SHORTEST_WORD = 3;

    private ArabicPrefixes() {}

    /** A folded word as it is, and an Arabic one with and without these. */
    static List<String> with(String word) {
        if (Character.UnicodeScript.of(word.codePointAt(0)) != Character.UnicodeScript.ARABIC) {
            return List.of(word);
        }
        String bare = word;
        for (String prefix : PREFIXES) {
            if (word.startsWith(prefix) && word.length() - prefix.length() >= SHORTEST_WORD) {
                bare = word.substring(prefix.length());
                break;
            }
        }
        List<String> all = new ArrayList<>(List.of(word, bare, "و" + bare, "ب" + bare, "ل" + bare));
        for (String prefix : PREFIXES) {
            all.add(prefix + bare);
        }
        return all;
    }
}

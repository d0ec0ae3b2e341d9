package dev.tgarchiver.search;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.ArabicStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;

/**
 * Beginnings that a word has in common with its inflections, found with Snowball's stemmers of the languages that its
 * script is most used for. Only for queries, since an index of stems would miss forms whose stems differ, and could not
 * find a phrase exactly.
 */
final class Stems {

    /** Shorter stems begin too many other words. */
    private static final int SHORTEST = 4;

    /** What an ending may take away. */
    private static final int LONGEST_ENDING = 3;

    private static final List<Supplier<SnowballStemmer>> OF_LATIN = List.of(
            EnglishStemmer::new,
            GermanStemmer::new,
            FrenchStemmer::new,
            SpanishStemmer::new,
            ItalianStemmer::new,
            PortugueseStemmer::new);

    private static final Map<UnicodeScript, List<Supplier<SnowballStemmer>>> STEMMERS = Map.of(
            UnicodeScript.LATIN, OF_LATIN,
            UnicodeScript.CYRILLIC, List.of(RussianStemmer::new),
            UnicodeScript.ARABIC, List.of(ArabicStemmer::new));

    private Stems() {}

    /**
     * The beginnings of a word's inflections; none when they would be too short.
     *
     * @param typed the word as it was typed
     * @param folded the same as a token
     */
    static List<String> of(String typed, String folded) {
        String lower = typed.toLowerCase(Locale.ROOT).replace('ё', 'е');
        List<String> stems = new ArrayList<>();
        for (Supplier<SnowballStemmer> language :
                STEMMERS.getOrDefault(UnicodeScript.of(folded.codePointAt(0)), List.of())) {
            SnowballStemmer stemmer = language.get();
            stemmer.setCurrent(lower);
            if (!stemmer.stem()) {
                continue;
            }
            String stem = folded(stemmer.getCurrent());
            boolean longEnough = stem.length() >= SHORTEST && stem.length() >= folded.length() - LONGEST_ENDING;
            if (longEnough && folded.startsWith(stem)) {
                stems.add(stem);
            }
            if (longEnough && stemmer instanceof EnglishStemmer && stem.endsWith("i")) {
                // Story and stories.
                stems.add(stem);
                stems.add(stem.substring(0, stem.length() - 1) + "y");
            }
        }
        return stems;
    }

    private static String folded(String stem) {
        return Tokens.of(stem).stream().map(Token::text).collect(Collectors.joining());
    }
}

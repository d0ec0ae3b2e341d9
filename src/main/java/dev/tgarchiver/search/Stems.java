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

    /**
     * A language's stemmer.
     *
     * @param longestEnding what an ending may take away
     * @param shortestStem what must be left of the longest one
     */
    private record Language(Supplier<SnowballStemmer> stemmer, int longestEnding, int shortestStem) {

        boolean trusts(String stem, String word) {
            int ending = word.length() - stem.length();
            return ending <= longestEnding && stem.length() >= (ending == longestEnding ? shortestStem : SHORTEST);
        }
    }

    private static final List<Language> OF_LATIN = List.of(
            new Language(EnglishStemmer::new, 3, SHORTEST),
            new Language(GermanStemmer::new, 3, SHORTEST),
            new Language(FrenchStemmer::new, 3, 5),
            new Language(SpanishStemmer::new, 3, 5),
            new Language(ItalianStemmer::new, 3, 5),
            new Language(PortugueseStemmer::new, 3, 5));

    private static final Map<UnicodeScript, List<Language>> LANGUAGES = Map.of(
            UnicodeScript.LATIN, OF_LATIN,
            UnicodeScript.CYRILLIC, List.of(new Language(RussianStemmer::new, 4, 5)),
            UnicodeScript.ARABIC, List.of(new Language(ArabicStemmer::new, 3, SHORTEST)));

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
        for (Language language : LANGUAGES.getOrDefault(UnicodeScript.of(folded.codePointAt(0)), List.of())) {
            SnowballStemmer stemmer = language.stemmer().get();
            stemmer.setCurrent(lower);
            if (!stemmer.stem()) {
                continue;
            }
            String stem = folded(stemmer.getCurrent());
            boolean longEnough = language.trusts(stem, folded);
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

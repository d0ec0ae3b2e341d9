package dev.tgarchiver.search;

import dev.tgarchiver.search.Query.Form;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The forms in which a typed word is looked for. A word without quotation marks also finds what it is the beginning of,
 * and its inflections, as far as these differ in their ending: {@code новостями} is looked for as {@code новост*}. A
 * phrase is looked for as it stands.
 */
final class WordForms {

    /** A shorter word, or a number, finds only itself. */
    private static final int SHORTEST_PREFIX = 3;

    private WordForms() {}

    /** The forms of a word; none when nothing in it can be found. */
    static List<Form> ofWord(String word, boolean prefix) {
        List<Token> tokens = asTyped(word);
        if (tokens.isEmpty()) {
            return List.of();
        }
        Token last = tokens.get(tokens.size() - 1);
        List<String> texts = tokens.stream().map(Token::text).toList();
        if (last.kind() != Token.Kind.WORD) {
            return List.of(new Form(texts, prefix || last.kind() == Token.Kind.LAST));
        }
        if (prefix) {
            return List.of(new Form(texts, true));
        }
        if (texts.size() > 1 || isExact(last.text())) {
            return List.of(new Form(texts, !isExact(last.text())));
        }
        Set<String> beginnings = new LinkedHashSet<>();
        for (String base : ArabicPrefixes.with(last.text())) {
            beginnings.add(base);
        }
        beginnings.addAll(Stems.of(word.substring(last.start(), last.end()), last.text()));
        return shortest(beginnings);
    }

    /** The form of a phrase; none when nothing in it can be found. */
    static List<Form> ofPhrase(String phrase, boolean prefix) {
        List<Token> tokens = asTyped(phrase);
        if (tokens.isEmpty()) {
            return List.of();
        }
        boolean goesOn = tokens.get(tokens.size() - 1).kind() == Token.Kind.LAST;
        return List.of(new Form(tokens.stream().map(Token::text).toList(), prefix || goesOn));
    }

    /** The tokens without the last character of a run that ends the text, since the run may go on in a post. */
    private static List<Token> asTyped(String text) {
        List<Token> tokens = Tokens.of(text);
        int size = tokens.size();
        boolean pairBefore = size > 1
                && tokens.get(size - 1).kind() == Token.Kind.LAST
                && tokens.get(size - 2).kind() == Token.Kind.PAIR;
        return pairBefore ? tokens.subList(0, size - 1) : tokens;
    }

    private static boolean isExact(String token) {
        return token.codePointCount(0, token.length()) < SHORTEST_PREFIX
                || token.codePoints().allMatch(Character::isDigit);
    }

    /** A beginning that starts with another one finds nothing more. */
    private static List<Form> shortest(Set<String> beginnings) {
        List<Form> forms = new ArrayList<>();
        for (String beginning : beginnings) {
            boolean covered =
                    beginnings.stream().anyMatch(other -> !other.equals(beginning) && beginning.startsWith(other));
            if (!covered) {
                forms.add(new Form(List.of(beginning), true));
            }
        }
        return forms;
    }
}

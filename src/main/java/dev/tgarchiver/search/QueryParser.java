package dev.tgarchiver.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads queries: words (all must occur), {@code "phrases"}, {@code prefix*}, {@code AND}, {@code OR}, {@code NOT}, {@code
 * -word}, parentheses, {@code #hashtags} and filters such as {@code from:}. AND binds closer than OR.
 */
public final class QueryParser {

    private static final int MOST_PARTS = 200;
    private static final int DEEPEST = 50;

    private static final Map<String, Query.Field> FIELDS = Map.of(
            "from", Query.Field.FROM,
            "in", Query.Field.IN,
            "type", Query.Field.TYPE,
            "topic", Query.Field.TOPIC,
            "has", Query.Field.HAS,
            "role", Query.Field.ROLE,
            "after", Query.Field.AFTER,
            "since", Query.Field.AFTER,
            "before", Query.Field.BEFORE,
            "until", Query.Field.BEFORE);

    private final List<Lexeme> lexemes;
    private int at;
    private int depth;
    private int parts;

    private QueryParser(List<Lexeme> lexemes) {
        this.lexemes = lexemes;
    }

    /**
     * Reads a query.
     *
     * @throws QuerySyntaxError when it is empty or does not follow the syntax
     */
    public static Query parse(String query) throws QuerySyntaxError {
        QueryParser parser = new QueryParser(QueryLexer.of(query));
        if (parser.next().kind() == Lexeme.Kind.END) {
            throw new QuerySyntaxError(0, "The query is empty. Write at least one word.");
        }
        Query all = parser.any();
        Lexeme left = parser.next();
        if (left.kind() == Lexeme.Kind.CLOSE) {
            throw new QuerySyntaxError(
                    left.position(),
                    "The closing parenthesis at character " + left.position()
                            + " has no opening one. Add that, or remove this one.");
        }
        return all;
    }

    private Query any() throws QuerySyntaxError {
        List<Query> alternatives = new ArrayList<>();
        alternatives.add(all());
        while (next().kind() == Lexeme.Kind.OR) {
            at++;
            alternatives.add(all());
        }
        return alternatives.size() == 1 ? alternatives.get(0) : new Query.Any(alternatives);
    }

    private Query all() throws QuerySyntaxError {
        List<Query> all = new ArrayList<>();
        all.add(part());
        while (true) {
            switch (next().kind()) {
                case AND -> {
                    at++;
                    all.add(part());
                }
                case OR, CLOSE, END -> {
                    return all.size() == 1 ? all.get(0) : new Query.All(all);
                }
                default -> all.add(part());
            }
        }
    }

    private Query part() throws QuerySyntaxError {
        Lexeme lexeme = next();
        return switch (lexeme.kind()) {
            case MINUS, NOT -> {
                at++;
                deeper(lexeme);
                Query not = new Query.Not(part());
                depth--;
                yield not;
            }
            case OPEN -> {
                at++;
                yield group(lexeme);
            }
            case WORD, PHRASE -> {
                at++;
                if (++parts > MOST_PARTS) {
                    throw new QuerySyntaxError(
                            lexeme.position(),
                            "A query may have at most " + MOST_PARTS + " words; that at character " + lexeme.position()
                                    + " is one too many. Search for fewer.");
                }
                yield leaf(lexeme);
            }
            default -> throw missing(lexeme);
        };
    }

    private Query group(Lexeme open) throws QuerySyntaxError {
        deeper(open);
        Query inside = any();
        if (next().kind() != Lexeme.Kind.CLOSE) {
            throw new QuerySyntaxError(
                    open.position(),
                    "The parenthesis at character " + open.position() + " is not closed. Close it, or remove it.");
        }
        at++;
        depth--;
        return inside;
    }

    private void deeper(Lexeme at) throws QuerySyntaxError {
        if (++depth > DEEPEST) {
            throw new QuerySyntaxError(
                    at.position(),
                    "More than " + DEEPEST + " parts are nested in each other at character " + at.position()
                            + ". Remove parentheses.");
        }
    }

    /** A word was expected. */
    private QuerySyntaxError missing(Lexeme found) {
        Lexeme before = at == 0 ? found : lexemes.get(at - 1);
        boolean first = at == 0 || before.kind() == Lexeme.Kind.OPEN;
        String where =
                switch (found.kind()) {
                    case END -> before.text() + " at character " + before.position() + " has nothing after it.";
                    case CLOSE ->
                        first
                                ? "The parentheses at character " + before.position() + " are empty."
                                : before.text() + " at character " + before.position() + " has nothing after it.";
                    default ->
                        found.text() + " at character " + found.position() + " has nothing "
                                + (first ? "before it." : "to connect: it follows " + before.text() + ".");
                };
        return new QuerySyntaxError(
                found.position(),
                where + " Add a word there; to search for the word itself, put it in quotation marks.");
    }

    private static Query leaf(Lexeme lexeme) throws QuerySyntaxError {
        Query.Field field = FIELDS.get(lexeme.field());
        if (field != null) {
            String star = lexeme.prefix() ? "*" : "";
            return new Query.Filter(field, lexeme.text() + star, lexeme.position());
        }
        boolean tag = lexeme.field().equals("tag");
        boolean hash = lexeme.field().isEmpty()
                && lexeme.kind() == Lexeme.Kind.WORD
                && lexeme.text().startsWith("#")
                && !lexeme.prefix();
        if (tag || hash) {
            String name = lexeme.text().startsWith("#") ? lexeme.text().substring(1) : lexeme.text();
            if (Hashtags.isTag(name)) {
                return new Query.Hashtag(name);
            }
            if (tag) {
                throw new QuerySyntaxError(
                        lexeme.position(),
                        "\"" + lexeme.text() + "\" at character " + lexeme.position()
                                + " is not a hashtag. A hashtag has letters, digits and underscores, as in tag:news.");
            }
        }
        Query.Scope scope = lexeme.field().equals("filename") ? Query.Scope.FILE_NAMES : Query.Scope.ANYWHERE;
        List<Query.Form> forms = lexeme.kind() == Lexeme.Kind.PHRASE
                ? WordForms.ofPhrase(lexeme.text(), lexeme.prefix())
                : WordForms.ofWord(lexeme.text(), lexeme.prefix());
        if (forms.isEmpty()) {
            throw new QuerySyntaxError(
                    lexeme.position(),
                    "\"" + lexeme.text() + "\" at character " + lexeme.position()
                            + " has no letter, digit or symbol to search for. Remove it, or write a word.");
        }
        return new Query.Words(scope, lexeme.text(), forms);
    }

    private Lexeme next() {
        return lexemes.get(at);
    }
}

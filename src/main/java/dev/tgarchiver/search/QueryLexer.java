package dev.tgarchiver.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Divides a query into words, phrases, operators and parentheses. */
final class QueryLexer {

    /** Words before a colon that make a filter. Others belong to the word, as in 12:30 and https://t.me. */
    static final Set<String> FIELDS = Set.of(
            "from", "in", "type", "topic", "has", "role", "after", "since", "before", "until", "filename", "tag");

    private static final String QUOTES = "\"“”„«»";

    private final String query;
    private final List<Lexeme> lexemes = new ArrayList<>();
    private int at;

    private QueryLexer(String query) {
        this.query = query;
    }

    static List<Lexeme> of(String query) throws QuerySyntaxError {
        QueryLexer lexer = new QueryLexer(query);
        lexer.read();
        return lexer.lexemes;
    }

    private void read() throws QuerySyntaxError {
        while (true) {
            while (at < query.length() && isSpace(query.charAt(at))) {
                at++;
            }
            if (at == query.length()) {
                lexemes.add(Lexeme.sign(Lexeme.Kind.END, "", position(at)));
                return;
            }
            next();
        }
    }

    private void next() throws QuerySyntaxError {
        int start = at;
        char c = query.charAt(at);
        if (c == '(' || c == ')') {
            at++;
            lexemes.add(
                    Lexeme.sign(c == '(' ? Lexeme.Kind.OPEN : Lexeme.Kind.CLOSE, String.valueOf(c), position(start)));
        } else if (isQuote(c)) {
            phrase("", start);
        } else if (c == '-' && at + 1 < query.length() && !isSpace(query.charAt(at + 1))) {
            at++;
            lexemes.add(Lexeme.sign(Lexeme.Kind.MINUS, "-", position(start)));
        } else {
            word(start);
        }
    }

    private void word(int start) throws QuerySyntaxError {
        while (at < query.length() && !isEnd(query.charAt(at))) {
            if (query.charAt(at) == ':' && isField(query.substring(start, at))) {
                String field = query.substring(start, at).toLowerCase(Locale.ROOT);
                at++;
                value(field, start);
                return;
            }
            at++;
        }
        String text = query.substring(start, at);
        Lexeme.Kind kind =
                switch (text) {
                    case "AND" -> Lexeme.Kind.AND;
                    case "OR" -> Lexeme.Kind.OR;
                    case "NOT" -> Lexeme.Kind.NOT;
                    default -> Lexeme.Kind.WORD;
                };
        lexemes.add(kind == Lexeme.Kind.WORD ? word(text, "", start) : Lexeme.sign(kind, text, position(start)));
    }

    private Lexeme word(String text, String field, int start) {
        boolean prefix = text.length() > 1 && text.endsWith("*");
        return new Lexeme(
                Lexeme.Kind.WORD, prefix ? text.substring(0, text.length() - 1) : text, field, position(start), prefix);
    }

    private void value(String field, int start) throws QuerySyntaxError {
        if (at == query.length() || isSpace(query.charAt(at)) || query.charAt(at) == ')') {
            throw new QuerySyntaxError(
                    position(start),
                    field + ": at character " + position(start) + " has no value. Write it without a space after the "
                            + "colon, as in " + field + ":" + example(field) + ", or put the word in quotation marks.");
        }
        if (isQuote(query.charAt(at))) {
            phrase(field, start);
            return;
        }
        int from = at;
        while (at < query.length() && !isSpace(query.charAt(at)) && query.charAt(at) != ')') {
            at++;
        }
        lexemes.add(word(query.substring(from, at), field, start));
    }

    private void phrase(String field, int start) throws QuerySyntaxError {
        int open = at;
        at++;
        int from = at;
        while (at < query.length() && !isQuote(query.charAt(at))) {
            at++;
        }
        if (at == query.length()) {
            throw new QuerySyntaxError(
                    position(open),
                    "The quotation mark at character " + position(open) + " is not closed. Close it, or remove it.");
        }
        String text = query.substring(from, at);
        at++;
        boolean prefix = at < query.length() && query.charAt(at) == '*';
        at += prefix ? 1 : 0;
        lexemes.add(new Lexeme(Lexeme.Kind.PHRASE, text, field, position(start), prefix));
    }

    static String example(String field) {
        return switch (field) {
            case "from" -> "\"Jane Doe\"";
            case "in" -> "@channel";
            case "type" -> "photo";
            case "topic" -> "News";
            case "has" -> "link";
            case "role" -> "main";
            case "filename" -> "report";
            case "tag" -> "news";
            default -> "2024-01-31";
        };
    }

    private static boolean isField(String word) {
        return FIELDS.contains(word.toLowerCase(Locale.ROOT));
    }

    private static boolean isEnd(char c) {
        return isSpace(c) || c == '(' || c == ')' || isQuote(c);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isQuote(char c) {
        return QUOTES.indexOf(c) >= 0;
    }

    /** As people count. */
    private int position(int index) {
        return query.codePointCount(0, index) + 1;
    }
}

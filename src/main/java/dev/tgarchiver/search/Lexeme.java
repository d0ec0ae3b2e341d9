package dev.tgarchiver.search;

/**
 * A piece of a query.
 *
 * @param text as typed; of a phrase what is between the quotation marks; of a field its value
 * @param field the word before a colon; empty without one
 * @param position counted from 1
 * @param prefix whether an asterisk follows
 */
record Lexeme(Kind kind, String text, String field, int position, boolean prefix) {

    enum Kind {
        WORD,
        PHRASE,
        AND,
        OR,
        NOT,
        MINUS,
        OPEN,
        CLOSE,
        END
    }

    static Lexeme sign(Kind kind, String text, int position) {
        return new Lexeme(kind, text, "", position, false);
    }
}

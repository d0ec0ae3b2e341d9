package dev.tgarchiver.search;

/** A query cannot be read; the message says where, why, and what to do. */
public final class QuerySyntaxError extends Exception {

    private static final long serialVersionUID = 1;

    private final int position;

    /** @param position counted from 1; 0 for the query as a whole */
    public QuerySyntaxError(int position, String message) {
        super(message);
        this.position = position;
    }

    /** The number of the character at which it is, counted from 1; 0 when it is the query as a whole. */
    public int position() {
        return position;
    }
}

package dev.tgarchiver.search;

import java.util.List;

/** What a search asks for. */
public sealed interface Query {

    /** The posts that meet all of the parts; every post when there is none. */
    record All(List<Query> parts) implements Query {

        /** Every post. */
        public static final All POSTS = new All(List.of());

        public All {
            parts = List.copyOf(parts);
        }
    }

    /** The posts that meet at least one of the parts. */
    record Any(List<Query> parts) implements Query {

        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** The other posts. */
    record Not(Query part) implements Query {}

    /**
     * The posts with a word or phrase, in one of its forms.
     *
     * @param original as it was typed
     */
    record Words(Scope scope, String original, List<Form> forms) implements Query {

        public Words {
            forms = List.copyOf(forms);
        }
    }

    /**
     * The posts with a hashtag.
     *
     * @param tag without the number sign
     */
    record Hashtag(String tag) implements Query {}

    /**
     * The posts whose field has a value.
     *
     * @param position of the field in the query, for messages; counted from 1
     */
    record Filter(Field field, String value, int position) implements Query {}

    /** Where words are looked for. */
    enum Scope {
        ANYWHERE,
        FILE_NAMES
    }

    /**
     * Tokens that stand one after the other.
     *
     * @param prefix whether the last one may go on
     */
    record Form(List<String> tokens, boolean prefix) {

        public Form {
            tokens = List.copyOf(tokens);
        }
    }

    /** What a filter is about. */
    enum Field {
        FROM("from"),
        IN("in"),
        TYPE("type"),
        TOPIC("topic"),
        HAS("has"),
        ROLE("role"),
        AFTER("after"),
        BEFORE("before");

        private final String word;

        Field(String word) {
            this.word = word;
        }

        /** As it is written before the colon. */
        public String word() {
            return word;
        }
    }
}

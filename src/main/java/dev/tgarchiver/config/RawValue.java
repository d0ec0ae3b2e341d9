package dev.tgarchiver.config;

import java.util.List;

/** A value as it was written, before its setting has read it. */
sealed interface RawValue {

    /** One text. */
    record Scalar(String text) implements RawValue {}

    /** A list of texts. */
    record Items(List<String> texts) implements RawValue {
        public Items {
            texts = List.copyOf(texts);
        }
    }
}

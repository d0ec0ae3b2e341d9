package dev.tgarchiver.config.value;

import java.util.List;

/** A value as it was written, before its setting has read it. */
public sealed interface RawValue {

    /** One text. */
    record Scalar(String text) implements RawValue {}

    /** A list of texts. */
    record Items(List<String> texts) implements RawValue {
        public Items {
            texts = List.copyOf(texts);
        }
    }
}

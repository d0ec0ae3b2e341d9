package dev.tgarchiver.localtelegram.tl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A constructor or a method of the schema. */
record Combinator(String name, int id, List<Field> fields, String result) {

    /**
     * A field.
     *
     * @param flags the name of the flags field that says whether this one is present; null for one that always is
     * @param bit which bit of it
     */
    record Field(String name, TlType type, @Nullable String flags, int bit) {

        boolean dependsOn(String flagsField) {
            return flagsField.equals(flags);
        }
    }
}

package dev.tgarchiver.config;

import java.util.function.Consumer;

/**
 * A further condition on a setting, known to the users of its value.
 *
 * @param condition throws IllegalArgumentException whose message says what is wrong and what is allowed
 */
record SettingCheck<T>(Setting<T> setting, Consumer<? super T> condition) {

    /** Applies it to a value, if it is one of its setting. */
    <V> void apply(Setting<V> of, V value) {
        if (of == setting) {
            @SuppressWarnings("unchecked") // the settings are the same, so their types are
            T own = (T) value;
            condition.accept(own);
        }
    }
}

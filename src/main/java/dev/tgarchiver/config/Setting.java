package dev.tgarchiver.config;

import dev.tgarchiver.config.value.PathContext;
import dev.tgarchiver.config.value.RawValue;
import dev.tgarchiver.config.value.ValueReader;
import dev.tgarchiver.config.value.ValueReaders;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One key of the configuration, with its reading and its explanation. Immutable; two settings are equal only when they
 * are the same.
 *
 * @param <T> the type of its value
 */
public final class Setting<T> {

    private final String key;
    private final ValueReader<T> reader;
    private final String description;
    private final String defaultText;
    private final @Nullable Function<Values, T> derivation;
    private final boolean secret;
    private final boolean demandedOnUse;

    private Setting(
            String key,
            ValueReader<T> reader,
            String description,
            String defaultText,
            @Nullable Function<Values, T> derivation,
            boolean secret,
            boolean demandedOnUse) {
        this.key = key;
        this.reader = reader;
        this.description = description;
        this.defaultText = defaultText;
        this.derivation = derivation;
        this.secret = secret;
        this.demandedOnUse = demandedOnUse;
    }

    /** A setting without a default. */
    static <T> Setting<T> of(String key, ValueReader<T> reader, String description) {
        return new Setting<>(key, reader, description, "", null, false, false);
    }

    /** The same setting with a default, written as a user would write it. */
    Setting<T> byDefault(String text) {
        return new Setting<>(key, reader, description, text, null, secret, demandedOnUse);
    }

    /** The same setting with a default that is computed from the settings declared before it. */
    Setting<T> byDefault(String shown, Function<Values, T> computation) {
        return new Setting<>(key, reader, description, shown, computation, secret, demandedOnUse);
    }

    /** The default of a folder that lies in another configured folder unless the user says otherwise. */
    static Setting<Path> within(Setting<Path> parent, String child, Setting<Path> setting) {
        return setting.byDefault(
                "<" + parent.key + ">/" + child, values -> values.get(parent).resolve(child));
    }

    /** The same setting, its value never shown. */
    Setting<T> keptSecret() {
        return new Setting<>(key, reader, description, defaultText, derivation, true, demandedOnUse);
    }

    /** The same setting, whose absence (also that of a variable it names) is an error only on use. */
    Setting<T> demandedOnUse() {
        return new Setting<>(key, reader, description, defaultText, derivation, secret, true);
    }

    /** The full key, such as {@code download.concurrent_downloads}. */
    public String key() {
        return key;
    }

    /** The environment variable that sets it, such as {@code ARCHIVER_DOWNLOAD_CONCURRENT_DOWNLOADS}. */
    public String environmentName() {
        return VariableNames.PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** What it is for, one sentence. */
    public String description() {
        return description;
    }

    /** What may be written, as a noun phrase. */
    public String allowed() {
        return reader.allowed();
    }

    /** The default as a user would write it, empty when there is none. */
    public String defaultText() {
        return defaultText;
    }

    /** Whether its value is never shown. */
    public boolean secret() {
        return secret;
    }

    boolean absenceIsDeferred() {
        return demandedOnUse;
    }

    Optional<Function<Values, T>> derivation() {
        return Optional.ofNullable(derivation);
    }

    /**
     * What is wrong with a value and what is allowed, as the end of a sentence that starts with the value.
     *
     * @param reason the end of a sentence, too
     */
    String refusal(String reason) {
        return reason + (reason.equals(ValueReaders.NOT_ONE_OF) ? ": " : "; allowed: ") + allowed();
    }

    T read(RawValue value, PathContext paths) {
        return reader.read(value, paths);
    }

    String show(T value) {
        return reader.show(value);
    }

    @Override
    public String toString() {
        return key;
    }
}

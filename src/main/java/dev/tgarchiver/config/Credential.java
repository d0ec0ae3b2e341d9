package dev.tgarchiver.config;

import dev.tgarchiver.config.value.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value that only commands need that talk to Telegram: its absence is an error on first use. */
public final class Credential<T> {

    private final @Nullable T value;
    private final ConfigException.@Nullable Problem absence;

    private Credential(@Nullable T value, ConfigException.@Nullable Problem absence) {
        this.value = value;
        this.absence = absence;
    }

    /** A credential that is set. */
    public static <T> Credential<T> of(T value) {
        return new Credential<>(value, null);
    }

    /** A missing credential, with the problem to report on use. */
    public static <T> Credential<T> missing(ConfigException.Problem absence) {
        return new Credential<>(null, absence);
    }

    /** The value, if there is one. */
    public Optional<T> find() {
        return Optional.ofNullable(value);
    }

    /** The problem to report on use, if it is missing. */
    Optional<ConfigException.Problem> absence() {
        return value == null ? Optional.ofNullable(absence) : Optional.empty();
    }

    /**
     * The value.
     *
     * @throws ConfigException when it is not set; the message says where to get it
     */
    public T demand() throws ConfigException {
        if (value != null) {
            return value;
        }
        throw new ConfigException(
                absence == null ? new ConfigException.Problem("", "", "a credential is not set") : absence);
    }

    @Override
    public String toString() {
        return value == null ? "(not set)" : Secret.of("").toString();
    }
}

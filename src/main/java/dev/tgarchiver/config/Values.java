package dev.tgarchiver.config;

import dev.tgarchiver.config.value.Proxy;
import dev.tgarchiver.config.value.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The settings' values while a configuration is assembled. Used by one thread. */
final class Values {

    private final Map<Setting<?>, Object> values = new HashMap<>();
    private final Map<Setting<?>, Origin> origins = new HashMap<>();
    private final Map<Setting<?>, ConfigException.Problem> absences = new HashMap<>();
    private final List<EffectiveSetting> effective = new ArrayList<>();

    <T> void put(Setting<T> setting, T value, Origin origin) {
        put(setting, setting.key(), value, origin);
    }

    /** As {@link #put}, for a setting that is shown under another key. */
    <T> void put(Setting<T> setting, String key, T value, Origin origin) {
        values.put(setting, value);
        origins.put(setting, origin);
        String shown =
                setting.secret() && !(value instanceof Proxy) ? Secret.of("").toString() : setting.show(value);
        effective.add(new EffectiveSetting(key, shown, origin));
    }

    void putAbsent(Setting<?> setting, ConfigException.@Nullable Problem reason) {
        if (reason != null) {
            absences.put(setting, reason);
        }
        effective.add(new EffectiveSetting(setting.key(), "", new Origin.Default()));
    }

    @SuppressWarnings("unchecked") // put() pairs every setting with a value of its type
    <T> Optional<T> find(Setting<T> setting) {
        return Optional.ofNullable((T) values.get(setting));
    }

    /** The value of a setting that has a default. */
    <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> new IllegalStateException(setting + " has neither value nor default"));
    }

    <T> Credential<T> credential(Setting<T> setting, String advice) {
        return find(setting).map(Credential::of).orElseGet(() -> {
            ConfigException.Problem reason = absences.get(setting);
            String message = reason == null ? "is not set" : reason.message();
            String where = reason == null ? "" : reason.where();
            return Credential.missing(new ConfigException.Problem(where, setting.key(), message + "; " + advice));
        });
    }

    /** Its source, if it is not the default. */
    Optional<String> whereIs(Setting<?> setting) {
        return Optional.ofNullable(origins.get(setting)).map(Origin::describe).filter(where -> !where.isEmpty());
    }

    /** Whether an option or the environment set it. */
    boolean isFromOutside(Setting<?> setting) {
        Origin origin = origins.get(setting);
        return origin instanceof Origin.Option || origin instanceof Origin.Environment;
    }

    /** Only those that an option set. */
    Values fromOptions() {
        Values given = new Values();
        origins.forEach((setting, origin) -> {
            if (origin instanceof Origin.Option && values.containsKey(setting)) {
                given.values.put(setting, values.get(setting));
                given.origins.put(setting, origin);
            }
        });
        return given;
    }

    void addEffective(List<EffectiveSetting> more) {
        effective.addAll(more);
    }

    List<EffectiveSetting> effective() {
        return List.copyOf(effective);
    }
}

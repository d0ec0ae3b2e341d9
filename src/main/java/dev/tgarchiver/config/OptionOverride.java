package dev.tgarchiver.config;

import dev.tgarchiver.config.value.RawValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value from the command line, which overrides every other source. Relative paths start at the working directory. */
public final class OptionOverride {

    private final Setting<?> setting;
    private final String option;
    private final RawValue value;

    private OptionOverride(Setting<?> setting, String option, RawValue value) {
        this.setting = setting;
        this.option = option;
        this.value = value;
    }

    /**
     * One value.
     *
     * @param option the option's name as the user writes it, such as {@code --workers}
     */
    public static OptionOverride of(Setting<?> setting, String option, String text) {
        return new OptionOverride(setting, option, new RawValue.Scalar(text));
    }

    /** A list of values, which replaces the configured list. */
    public static OptionOverride of(Setting<?> setting, String option, List<String> texts) {
        return new OptionOverride(setting, option, new RawValue.Items(texts));
    }

    /** Adds an option's value, if it was given. */
    public static void add(
            List<? super OptionOverride> overrides, Setting<?> setting, String option, @Nullable String text) {
        if (text != null) {
            overrides.add(of(setting, option, text));
        }
    }

    Setting<?> setting() {
        return setting;
    }

    Origin origin() {
        return new Origin.Option(option);
    }

    RawValue value() {
        return value;
    }
}

package dev.tgarchiver.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A user's folders, environment and options, around one loading. */
final class ConfigFixture {

    private final Path workingDirectory;
    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final List<OptionOverride> overrides = new ArrayList<>();

    ConfigFixture(Path folder) {
        workingDirectory = folder.resolve("work");
        home = folder.resolve("home");
        create(workingDirectory);
        create(home);
    }

    Path workingDirectory() {
        return workingDirectory;
    }

    Path home() {
        return home;
    }

    Path configFile() {
        return workingDirectory.resolve("config.yaml");
    }

    ConfigFixture environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    ConfigFixture option(Setting<?> setting, String option, String value) {
        overrides.add(OptionOverride.of(setting, option, value));
        return this;
    }

    ConfigFixture file(String text) {
        return file(configFile(), text);
    }

    ConfigFixture file(Path path, String text) {
        try {
            create(Objects.requireNonNull(path.getParent()));
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    ConfigLoader loader() {
        return new ConfigLoader(environment, workingDirectory, home.toString());
    }

    Configuration load() throws ConfigException {
        return loader().load(Optional.empty(), overrides);
    }

    Configuration load(Path chosen) throws ConfigException {
        return loader().load(Optional.of(chosen), overrides);
    }

    /** The message of the failure that loading must end in. */
    String failure() {
        ConfigException failure = catchThrowableOfType(ConfigException.class, this::load);
        return failure == null ? "(loaded)" : String.valueOf(failure.getMessage());
    }

    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

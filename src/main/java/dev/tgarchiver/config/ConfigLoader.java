package dev.tgarchiver.config;

import dev.tgarchiver.config.value.UserFolders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Assembles the configuration: an option overrides the environment, the environment overrides the file, the file
 * overrides the default. Immutable and thread-safe; loading reads one file.
 */
public final class ConfigLoader {

    private final Map<String, String> environment;
    private final Path workingDirectory;
    private final UserFolders folders;
    private final List<SettingCheck<?>> checks;

    /**
     * A loader for a process.
     *
     * @param environment the process's variables
     * @param workingDirectory absolute; where {@code ./config.yaml} is looked for
     * @param passwordFileHome the user's home where {@code HOME} is not set; anything but an absolute path is none
     */
    public ConfigLoader(Map<String, String> environment, Path workingDirectory, String passwordFileHome) {
        this(
                Map.copyOf(environment),
                workingDirectory.toAbsolutePath(),
                UserFolders.of(environment, passwordFileHome),
                List.of());
    }

    private ConfigLoader(
            Map<String, String> environment, Path workingDirectory, UserFolders folders, List<SettingCheck<?>> checks) {
        this.environment = environment;
        this.workingDirectory = workingDirectory;
        this.folders = folders;
        this.checks = checks;
    }

    /**
     * The same loader with a further condition, so that a mistake is reported with its file and line.
     *
     * @param condition throws IllegalArgumentException whose message says what is wrong and what is allowed
     */
    public <T> ConfigLoader checking(Setting<T> setting, Consumer<? super T> condition) {
        List<SettingCheck<?>> more = new ArrayList<>(checks);
        more.add(new SettingCheck<>(setting, condition));
        return new ConfigLoader(environment, workingDirectory, folders, List.copyOf(more));
    }

    /**
     * Loads the configuration.
     *
     * @param file the file that the user chose; without one, {@code ARCHIVER_CONFIG}, {@code ./config.yaml} and the
     *     user's own are tried, and there need not be any
     * @throws ConfigException when anything is wrong, with everything that is wrong
     */
    public Configuration load(Optional<Path> file, List<OptionOverride> overrides) throws ConfigException {
        ConfigFileSearch search = new ConfigFileSearch(environment, workingDirectory, folders);
        Optional<Path> found = search.find(file);
        FileValues fileValues = FileValues.none();
        if (found.isPresent()) {
            requireTrusted("The configuration", found.get());
            List<String> keys = Settings.all().stream().map(Setting::key).toList();
            fileValues = FileValues.of(found.get(), new YamlFile(found.get()).read(), keys);
        }
        GivenValues given = new GivenValues(environment, workingDirectory, folders, overrides, fileValues, found);
        Configuration configuration = new ConfigLoading(given, folders, checks).finish(found, search.places());
        Optional<Path> library = configuration.telegram().tdlibLibrary();
        if (library.isPresent()) {
            requireTrusted("The library that telegram.tdlib_library names", library.get());
        }
        return configuration;
    }

    private static void requireTrusted(String what, Path file) throws ConfigException {
        Optional<FileOwners> owners = FileOwners.ofProcess();
        if (owners.isPresent()) {
            owners.get().require(what, file);
        }
    }
}

package dev.tgarchiver.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The user's own folders, as the environment names them.
 *
 * @param environment the process's variables
 * @param home the user's home; empty when nobody knows it
 */
record UserFolders(Map<String, String> environment, Optional<Path> home) {

    private static final String NAME = "archiver";
    private static final Path CONFIG = Path.of(".config");
    private static final Path DATA = Path.of(".local", "share");

    /** {@code HOME} goes before the password file, as for every program: services, containers and sudo set it. */
    static UserFolders of(Map<String, String> environment, String passwordFile) {
        Optional<Path> home = Stream.of(environment.getOrDefault("HOME", ""), passwordFile)
                .flatMap(text -> absolute(text).stream())
                .findFirst();
        return new UserFolders(environment, home);
    }

    /** Where the user's own configuration is. */
    Optional<Path> config() {
        return folder("XDG_CONFIG_HOME", CONFIG);
    }

    /**
     * Where a configuration in this folder keeps its archive, when that is not the same folder: configurations are copied
     * and put under version control, and have no room for archives.
     */
    Optional<Path> dataFor(Path configFolder) {
        if (config().filter(configFolder::equals).isPresent()) {
            return folder("XDG_DATA_HOME", DATA);
        }
        // Somebody else's, for example root's cron with that user's --config.
        return configFolder.endsWith(CONFIG.resolve(NAME))
                ? Optional.of(
                        configFolder.resolve("../..").normalize().resolve(DATA).resolve(NAME))
                : Optional.empty();
    }

    private Optional<Path> folder(String variable, Path belowHome) {
        // The specification says that a relative one is to be ignored.
        return absolute(environment.getOrDefault(variable, ""))
                .or(() -> home.map(folder -> folder.resolve(belowHome)))
                .map(folder -> folder.resolve(NAME));
    }

    /** Java calls the home {@code ?} of a user whom the password file does not have. */
    private static Optional<Path> absolute(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Path::isAbsolute).map(Path::normalize);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}

package dev.tgarchiver.config.value;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The user's own folders, as the environment names them.
 *
 * @param environment the process's variables
 * @param home the user's home; empty if unknown
 */
public record UserFolders(Map<String, String> environment, Optional<Path> home) {

    private static final String NAME = "archiver";
    private static final Path CONFIG = Path.of(".config");
    private static final Path DATA = Path.of(".local", "share");

    /** {@code HOME} overrides the password file, as in every program: services, containers and sudo set it. */
    public static UserFolders of(Map<String, String> environment, String passwordFile) {
        Optional<Path> home = Stream.of(environment.getOrDefault("HOME", ""), passwordFile)
                .flatMap(text -> absolute(text).stream())
                .findFirst();
        return new UserFolders(environment, home);
    }

    /** The place of the user's own configuration. */
    public Optional<Path> config() {
        return folder("XDG_CONFIG_HOME", CONFIG);
    }

    /**
     * The folder of the archive for a configuration in this folder, if it is another one: configurations are copied and
     * put under version control, where archives do not belong.
     */
    public Optional<Path> dataFor(Path configFolder) {
        if (config().filter(configFolder::equals).isPresent()) {
            return folder("XDG_DATA_HOME", DATA);
        }
        // Another user's, for example root's cron with that user's --config.
        return configFolder.endsWith(CONFIG.resolve(NAME))
                ? Optional.of(
                        configFolder.resolve("../..").normalize().resolve(DATA).resolve(NAME))
                : Optional.empty();
    }

    private Optional<Path> folder(String variable, Path belowHome) {
        // The specification says to ignore a relative one.
        return absolute(environment.getOrDefault(variable, ""))
                .or(() -> home.map(folder -> folder.resolve(belowHome)))
                .map(folder -> folder.resolve(NAME));
    }

    /** Java reports the home {@code ?} for a user who is not in the password file. */
    private static Optional<Path> absolute(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Path::isAbsolute).map(Path::normalize);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}

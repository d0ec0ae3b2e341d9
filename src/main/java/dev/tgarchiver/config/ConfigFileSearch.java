package dev.tgarchiver.config;

import dev.tgarchiver.config.ConfigException.Problem;
import dev.tgarchiver.config.value.PathContext;
import dev.tgarchiver.config.value.Quoted;
import dev.tgarchiver.config.value.UserFolders;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the configuration file: the chosen one, the environment's, the working directory's, the user's. */
final class ConfigFileSearch {

    static final String ENVIRONMENT_NAME = "ARCHIVER_CONFIG";

    private static final String FILE_NAME = "config.yaml";

    private final Map<String, String> environment;
    private final Path workingDirectory;
    private final UserFolders folders;

    ConfigFileSearch(Map<String, String> environment, Path workingDirectory, UserFolders folders) {
        this.environment = environment;
        this.workingDirectory = workingDirectory;
        this.folders = folders;
    }

    /** The file to read, absolute; none when no file was chosen and none exists in the default places. */
    Optional<Path> find(Optional<Path> chosen) throws ConfigException {
        if (chosen.isPresent()) {
            return Optional.of(existing(workingDirectory.resolve(chosen.get()), "option --config"));
        }
        String named = environment.getOrDefault(ENVIRONMENT_NAME, "");
        if (!named.isBlank()) {
            return Optional.of(existing(resolve(named.strip()), "environment variable " + ENVIRONMENT_NAME));
        }
        return places().stream().filter(Files::exists).findFirst();
    }

    /** The default places of the file: absolute, the first before the second. */
    List<Path> places() {
        return Stream.concat(
                        Stream.of(workingDirectory.resolve(FILE_NAME)),
                        folders.config().map(folder -> folder.resolve(FILE_NAME)).stream())
                .map(path -> path.toAbsolutePath().normalize())
                .toList();
    }

    private Path resolve(String text) throws ConfigException {
        try {
            return new PathContext(workingDirectory, folders.home()).resolve(text);
        } catch (IllegalArgumentException e) {
            String why = e instanceof InvalidPathException ? "is not a path" : String.valueOf(e.getMessage());
            throw new ConfigException(
                    new Problem("environment variable " + ENVIRONMENT_NAME, "", Quoted.of(text) + " " + why));
        }
    }

    private static Path existing(Path path, String whose) throws ConfigException {
        if (!Files.exists(path)) {
            throw new ConfigException(
                    new Problem(whose, "", "there is no file " + path + "; archiver init writes one"));
        }
        return path.toAbsolutePath().normalize();
    }
}

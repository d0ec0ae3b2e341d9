package dev.tgarchiver.config;

import dev.tgarchiver.config.ConfigException.Problem;
import dev.tgarchiver.config.value.Placeholders;
import dev.tgarchiver.config.value.RawValue;
import dev.tgarchiver.config.value.UserFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values that the user gives: an option overrides the environment, the environment overrides the file. Immutable.
 */
final class GivenValues {

    /**
     * A value, and how to read it.
     *
     * @param base the folder that relative paths start at
     * @param expand whether it may have placeholders
     */
    record Given(RawValue value, Origin origin, Path base, boolean expand) {}

    private final Map<String, String> environment;
    private final Path workingDirectory;
    private final List<OptionOverride> overrides;
    private final FileValues fileValues;
    private final Placeholders placeholders;

    /** The file's folder; files that it names for reading are relative to it. */
    private final Path folder;

    /** Files that the file names for writing are relative to this. */
    private final Path base;

    /** @param file the configuration that was read, if any */
    GivenValues(
            Map<String, String> environment,
            Path workingDirectory,
            UserFolders folders,
            List<OptionOverride> overrides,
            FileValues fileValues,
            Optional<Path> file) {
        this.environment = environment;
        this.workingDirectory = workingDirectory;
        this.overrides = overrides;
        this.fileValues = fileValues;
        placeholders = new Placeholders(environment);
        folder = file.map(Path::getParent).orElse(workingDirectory);
        base = folders.dataFor(folder)
                .filter(elsewhere -> !holdsArchive(folder))
                .orElse(folder);
    }

    /** Earlier versions kept the archive beside every configuration; such archives stay where they are. */
    private boolean holdsArchive(Path beside) {
        return Stream.of(Settings.DATA_DIR, Settings.SESSION_DIR, Settings.OUTPUT_DIR)
                .anyMatch(setting -> written(setting)
                        .filter(path -> !path.isAbsolute() && !path.startsWith("~"))
                        .filter(path -> Files.exists(beside.resolve(path)))
                        .isPresent());
    }

    private Optional<Path> written(Setting<Path> setting) {
        RawValue value = fileValues
                .find(setting.key())
                .map(FileValues.Entry::value)
                .orElse(new RawValue.Scalar(setting.defaultText()));
        try {
            return value instanceof RawValue.Scalar scalar && !scalar.text().isBlank()
                    ? Optional.of(Path.of(placeholders.expand(scalar.text()).strip()))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            // It is read again later, and refused there.
            return Optional.empty();
        }
    }

    /** The folder that relative paths of the file and of defaults start at. */
    Path base() {
        return base;
    }

    /** What the file says, with the mistakes in it. */
    FileValues file() {
        return fileValues;
    }

    /** The variables that are set without being any setting's. */
    List<Problem> unknownVariables() {
        return VariableNames.unknown(environment.keySet());
    }

    /** Puts the environment's values in place of placeholders. */
    Placeholders placeholders() {
        return placeholders;
    }

    /** The value that counts; null if only the default does. */
    @Nullable
    Given of(Setting<?> setting) {
        Given given = null;
        for (OptionOverride override : overrides) {
            if (override.setting() == setting) {
                given = new Given(override.value(), override.origin(), workingDirectory, false);
            }
        }
        if (given != null) {
            return given;
        }
        // As in other programs, an empty variable counts as not set.
        String variable = environment.getOrDefault(setting.environmentName(), "");
        if (!variable.isBlank()) {
            Origin origin = new Origin.Environment(setting.environmentName());
            return new Given(new RawValue.Scalar(variable), origin, base, false);
        }
        return fileValues
                .find(setting.key())
                .map(entry -> new Given(
                        entry.value(), entry.origin(), setting == Settings.TDLIB_LIBRARY ? folder : base, true))
                .orElse(null);
    }
}

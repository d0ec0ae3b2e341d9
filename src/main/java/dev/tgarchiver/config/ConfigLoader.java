package dev.tgarchiver.config;

import dev.tgarchiver.config.ConfigException.Problem;
import dev.tgarchiver.config.value.DurationText;
import dev.tgarchiver.config.value.PathContext;
import dev.tgarchiver.config.value.Placeholders;
import dev.tgarchiver.config.value.Quoted;
import dev.tgarchiver.config.value.RawValue;
import dev.tgarchiver.config.value.UserFolders;
import dev.tgarchiver.model.ChannelRef;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Assembles the configuration: an option overrides the environment, the environment overrides the file, the file
 * overrides the default. Immutable and thread-safe; loading reads one file.
 */
public final class ConfigLoader {

    private final Map<String, String> environment;
    private final Path workingDirectory;
    private final UserFolders folders;
    private final List<Check<?>> checks;

    /** A further condition on a setting, known to the users of its value. */
    private record Check<T>(Setting<T> setting, Consumer<? super T> condition) {}

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
            Map<String, String> environment, Path workingDirectory, UserFolders folders, List<Check<?>> checks) {
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
        List<Check<?>> more = new ArrayList<>(checks);
        more.add(new Check<>(setting, condition));
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
        Configuration configuration = new Loading(found, search.places(), fileValues, overrides).finish();
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

    /** A given value, and how to read it. */
    private record Given(RawValue value, Origin origin, Path base, boolean expand) {}

    /** One loading: collects values and problems. */
    private final class Loading {
        private final Optional<Path> file;
        private final List<Path> places;
        private final FileValues fileValues;
        private final List<OptionOverride> overrides;
        /** The file's folder; files that it names for reading are relative to it. */
        private final Path folder;
        /** Files that the file names for writing are relative to this. */
        private final Path base;

        private final Placeholders placeholders = new Placeholders(environment);
        private final Values values = new Values();
        private final List<Problem> problems;

        private Loading(Optional<Path> file, List<Path> places, FileValues fileValues, List<OptionOverride> overrides) {
            this.file = file;
            this.places = places;
            this.fileValues = fileValues;
            this.overrides = overrides;
            this.folder = file.map(Path::getParent).orElse(workingDirectory);
            this.base = folders.dataFor(folder)
                    .filter(elsewhere -> !holdsArchive(folder))
                    .orElse(folder);
            this.problems = new ArrayList<>(fileValues.problems());
            problems.addAll(VariableNames.unknown(environment.keySet()));
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

        private Configuration finish() throws ConfigException {
            for (Setting<?> setting : Settings.all()) {
                resolve(setting);
            }
            checkTogether();
            SelectionRules selections = selections();
            if (problems.isEmpty()) {
                problems.addAll(FolderOverlaps.of(values, file));
            }
            if (!problems.isEmpty()) {
                throw new ConfigException(problems);
            }
            return Configuration.of(file, places, values, selections);
        }

        private <T> void resolve(Setting<T> setting) {
            Given given = given(setting);
            if (given == null) {
                readDefault(setting);
            } else {
                read(setting, given);
            }
        }

        private <T> void readDefault(Setting<T> setting) {
            if (setting.derivation().isPresent()) {
                if (problems.isEmpty()) { // else the settings that it derives from may be missing
                    values.put(setting, setting.derivation().orElseThrow().apply(values), new Origin.Default());
                }
            } else if (setting.defaultText().isEmpty()) {
                values.putAbsent(setting, null);
            } else {
                read(setting, new Given(new RawValue.Scalar(setting.defaultText()), new Origin.Default(), base, true));
            }
        }

        private @Nullable Given given(Setting<?> setting) {
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

        /** Reads the own keys of the channels in the list. */
        private SelectionRules selections() {
            List<SelectionRules.Own> own = new ArrayList<>();
            for (FileValues.ChannelEntry entry : fileValues.channelEntries()) {
                Values ofChannel = new Values();
                for (Setting<?> setting : Settings.SELECT) {
                    FileValues.Entry written = entry.own().get(setting.key());
                    // As for every key, an option and the environment override the file.
                    if (written != null && !values.isFromOutside(setting)) {
                        String label = ChannelSelection.label(entry.position(), setting);
                        read(setting, label, new Given(written.value(), written.origin(), base, true), ofChannel);
                    }
                }
                Optional<ChannelRef> named = channel(entry);
                boolean post =
                        named.filter(ChannelRef.PostLink.class::isInstance).isPresent();
                ChannelSelection selection =
                        new ChannelSelection(entry.position(), post ? values.fromOptions() : values, ofChannel);
                selection.contradiction().ifPresent(problems::add);
                values.addEffective(ofChannel.effective());
                named.ifPresent(channel -> {
                    if (own.stream().anyMatch(other -> SelectionRules.isSame(other.channel(), channel))) {
                        problems.add(new Problem(
                                fileValues
                                        .find(Settings.CHANNELS.key())
                                        .map(list -> list.origin().describe())
                                        .orElse(""),
                                Settings.CHANNELS.key(),
                                Quoted.of(entry.channel()) + " is there twice; put its keys into one entry"));
                    }
                    own.add(new SelectionRules.Own(channel, selection.get()));
                });
            }
            ChannelSelection byDefault = new ChannelSelection(0, values, new Values());
            byDefault.contradiction().ifPresent(problems::add);
            return new SelectionRules(
                    byDefault.get(), own, new ChannelSelection(0, values.fromOptions(), new Values()).get());
        }

        /**
         * Empty when it is not a channel, or its variable is not set: the setting channels has reported it, unless it
         * is overridden.
         */
        private Optional<ChannelRef> channel(FileValues.ChannelEntry entry) {
            try {
                return Optional.of(ChannelRef.parse(placeholders.expand(entry.channel())));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private <T> void read(Setting<T> setting, Given given) {
            read(setting, setting.key(), given, values);
        }

        private <T> void read(Setting<T> setting, String key, Given given, Values target) {
            try {
                RawValue expanded = given.expand ? expand(given.value) : given.value;
                if (expanded instanceof RawValue.Scalar scalar && scalar.text().isBlank()) {
                    if (target == values) {
                        readNothing(setting, given);
                    }
                    return;
                }
                T value = setting.read(expanded, new PathContext(given.base, folders.home()));
                check(setting, value);
                target.put(setting, key, value, given.origin);
            } catch (Placeholders.MissingVariable e) {
                Problem problem = new Problem(given.origin.describe(), key, message(e));
                if (setting.absenceIsDeferred()) {
                    values.putAbsent(setting, given.origin instanceof Origin.Default ? null : problem);
                } else {
                    problems.add(new Problem(problem.where(), problem.key(), problem.message() + "; set it"));
                }
            } catch (IllegalArgumentException e) {
                String shown = setting.secret() ? "the value (not shown)" : shown(given.value);
                problems.add(new Problem(given.origin.describe(), key, shown + " " + setting.refusal(message(e))));
            }
        }

        /** An empty value counts as not set. */
        private <T> void readNothing(Setting<T> setting, Given given) {
            if (given.origin instanceof Origin.Default || setting.absenceIsDeferred()) {
                values.putAbsent(setting, null);
            } else {
                readDefault(setting);
            }
        }

        private RawValue expand(RawValue value) {
            if (value instanceof RawValue.Items items) {
                return new RawValue.Items(
                        items.texts().stream().map(placeholders::expand).toList());
            }
            return new RawValue.Scalar(placeholders.expand(((RawValue.Scalar) value).text()));
        }

        private <T> void check(Setting<T> setting, T value) {
            for (Check<?> check : checks) {
                if (check.setting == setting) {
                    @SuppressWarnings("unchecked") // a check has the type of its setting
                    Consumer<? super T> condition = (Consumer<? super T>) check.condition;
                    condition.accept(value);
                }
            }
        }

        private void checkTogether() {
            values.find(Settings.BASE_DELAY)
                    .ifPresent(base -> values.find(Settings.MAX_DELAY)
                            .filter(max -> max.compareTo(base) < 0)
                            .ifPresent(max -> problems.add(new Problem(
                                    values.whereIs(Settings.MAX_DELAY)
                                            .or(() -> values.whereIs(Settings.BASE_DELAY))
                                            .orElse(""),
                                    Settings.MAX_DELAY.key(),
                                    DurationText.format(max) + " is shorter than " + Settings.BASE_DELAY.key() + " ("
                                            + DurationText.format(base) + "); make it at least as long"))));
        }

        private static String shown(RawValue value) {
            return value instanceof RawValue.Scalar scalar
                    ? Quoted.of(scalar.text())
                    : Quoted.of(((RawValue.Items) value).texts().toString());
        }

        private static String message(IllegalArgumentException e) {
            String message = e.getMessage();
            return message == null || e instanceof InvalidPathException ? "is not a path on this system" : message;
        }
    }
}

package dev.tgarchiver.config;

import dev.tgarchiver.config.ConfigException.Problem;
import dev.tgarchiver.config.GivenValues.Given;
import dev.tgarchiver.config.value.DurationText;
import dev.tgarchiver.config.value.PathContext;
import dev.tgarchiver.config.value.Placeholders;
import dev.tgarchiver.config.value.Quoted;
import dev.tgarchiver.config.value.RawValue;
import dev.tgarchiver.config.value.UserFolders;
import dev.tgarchiver.model.ChannelRef;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One loading of the configuration: collects values and problems. For one thread. */
final class ConfigLoading {

    private final GivenValues given;
    private final UserFolders folders;
    private final List<SettingCheck<?>> checks;
    private final Values values = new Values();
    private final List<Problem> problems;

    /** @param checks conditions beyond those of the settings */
    ConfigLoading(GivenValues given, UserFolders folders, List<SettingCheck<?>> checks) {
        this.given = given;
        this.folders = folders;
        this.checks = checks;
        problems = new ArrayList<>(given.file().problems());
        problems.addAll(given.unknownVariables());
    }

    /**
     * Reads every setting.
     *
     * @param file the configuration that was read, if any
     * @param places where it was looked for
     */
    Configuration finish(Optional<Path> file, List<Path> places) throws ConfigException {
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
        Given written = given.of(setting);
        if (written == null) {
            readDefault(setting);
        } else {
            read(setting, written);
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
            read(
                    setting,
                    new Given(new RawValue.Scalar(setting.defaultText()), new Origin.Default(), given.base(), true));
        }
    }

    /** Reads the own keys of the channels in the list. */
    private SelectionRules selections() {
        List<SelectionRules.Own> own = new ArrayList<>();
        for (FileValues.ChannelEntry entry : given.file().channelEntries()) {
            Values ofChannel = new Values();
            for (Setting<?> setting : SelectSettings.ALL) {
                FileValues.Entry written = entry.own().get(setting.key());
                // As for every key, an option and the environment override the file.
                if (written != null && !values.isFromOutside(setting)) {
                    String label = ChannelSelection.label(entry.position(), setting);
                    read(setting, label, new Given(written.value(), written.origin(), given.base(), true), ofChannel);
                }
            }
            Optional<ChannelRef> named = channel(entry);
            boolean post = named.filter(ChannelRef.PostLink.class::isInstance).isPresent();
            ChannelSelection selection =
                    new ChannelSelection(entry.position(), post ? values.fromOptions() : values, ofChannel);
            selection.contradiction().ifPresent(problems::add);
            values.addEffective(ofChannel.effective());
            named.ifPresent(channel -> {
                if (own.stream().anyMatch(other -> SelectionRules.isSame(other.channel(), channel))) {
                    problems.add(new Problem(
                            given.file()
                                    .find(Settings.CHANNELS.key())
                                    .map(list -> list.origin().describe())
                                    .orElse(""),
                            Settings.CHANNELS.key(),
                            Quoted.of(entry.channel()) + " is there twice; put its keys into one entry"));
                }
                own.add(new SelectionRules.Own(channel, selection.get(), selection.comments()));
            });
        }
        ChannelSelection byDefault = new ChannelSelection(0, values, new Values());
        byDefault.contradiction().ifPresent(problems::add);
        return new SelectionRules(
                byDefault.get(),
                byDefault.comments(),
                own,
                new ChannelSelection(0, values.fromOptions(), new Values()).get());
    }

    /**
     * Empty when it is not a channel, or its variable is not set: the setting channels has reported it, unless it
     * is overridden.
     */
    private Optional<ChannelRef> channel(FileValues.ChannelEntry entry) {
        try {
            return Optional.of(ChannelRef.parse(given.placeholders().expand(entry.channel())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private <T> void read(Setting<T> setting, Given from) {
        read(setting, setting.key(), from, values);
    }

    private <T> void read(Setting<T> setting, String key, Given from, Values target) {
        try {
            RawValue expanded = from.expand() ? expand(from.value()) : from.value();
            if (expanded instanceof RawValue.Scalar scalar && scalar.text().isBlank()) {
                if (target == values) {
                    readNothing(setting, from);
                }
                return;
            }
            T value = setting.read(expanded, new PathContext(from.base(), folders.home()));
            checks.forEach(check -> check.apply(setting, value));
            target.put(setting, key, value, from.origin());
        } catch (Placeholders.MissingVariable e) {
            Problem problem = new Problem(from.origin().describe(), key, message(e));
            if (setting.absenceIsDeferred()) {
                values.putAbsent(setting, from.origin() instanceof Origin.Default ? null : problem);
            } else {
                problems.add(new Problem(problem.where(), problem.key(), problem.message() + "; set it"));
            }
        } catch (IllegalArgumentException e) {
            String shown = setting.secret() ? "the value (not shown)" : shown(from.value());
            problems.add(new Problem(from.origin().describe(), key, shown + " " + setting.refusal(message(e))));
        }
    }

    /** An empty value counts as not set. */
    private <T> void readNothing(Setting<T> setting, Given from) {
        if (from.origin() instanceof Origin.Default || setting.absenceIsDeferred()) {
            values.putAbsent(setting, null);
        } else {
            readDefault(setting);
        }
    }

    private RawValue expand(RawValue value) {
        if (value instanceof RawValue.Items items) {
            return new RawValue.Items(
                    items.texts().stream().map(given.placeholders()::expand).toList());
        }
        return new RawValue.Scalar(given.placeholders().expand(((RawValue.Scalar) value).text()));
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

package dev.tgarchiver.cli.option;

import dev.tgarchiver.config.OptionOverride;
import dev.tgarchiver.config.SelectSettings;
import dev.tgarchiver.model.Roles;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which files are wanted. Each stands for a key of download.select, for all channels. */
public final class SelectionOptions {

    @Option(
            names = "--types",
            paramLabel = "TYPE",
            description = "Only these: audio, document, photo, video, voice, video_note, animation, sticker; "
                    + "several with commas; or all.")
    private @Nullable String types;

    @Option(
            names = "--min-size",
            paramLabel = "SIZE",
            description = "Only files of this size or larger: 500KB, 1.5GiB.")
    private @Nullable String minSize;

    @Option(names = "--max-size", paramLabel = "SIZE", description = "Only files of this size or smaller.")
    private @Nullable String maxSize;

    @Option(
            names = "--since",
            paramLabel = "DATE",
            description =
                    "Only posts of then or later, in local time: 2024, 2024-01-31, 2024-01-31T18:00, yesterday, 7d. "
                            + "Older ones are not walked.")
    private @Nullable String since;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "Only posts of then or before; a day counts to its end. Newer ones are not walked.")
    private @Nullable String until;

    @Option(
            names = "--from-id",
            paramLabel = "N",
            description = "Only posts with this number or a higher one; the others are not walked.")
    private @Nullable String fromId;

    @Option(
            names = "--to-id",
            paramLabel = "N",
            description = "Only posts with this number or a lower one; the others are not walked.")
    private @Nullable String toId;

    @Option(
            names = "--name",
            paramLabel = "GLOB",
            description = "Only files whose name matches, such as '*.mp3'. May be given several times.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--hashtag",
            paramLabel = "TAG",
            description = "Only files whose caption has this hashtag. May be given several times.")
    private List<String> hashtags = new ArrayList<>();

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "Only files that are this in their post: main, preview, cover, paid_media, ...; all also "
                    + "fetches thumbnails and other qualities. May be given several times.")
    private List<String> roles = new ArrayList<>();

    @Option(names = "--no-previews", description = "Without the files of link previews.")
    private boolean noPreviews;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Only files in this topic of a group: its name, number or link. May be given several times.")
    private List<String> topics = new ArrayList<>();

    @Option(
            names = "--sender",
            paramLabel = "WHO",
            description = "Only files in posts of this user or chat: @name, id, or the name as it was recorded. May be "
                    + "given several times.")
    private List<String> senders = new ArrayList<>();

    @Option(
            names = "--comments",
            description = "Also archive the comments of the channels' posts, from their discussion groups.")
    private boolean comments;

    @Option(names = "--no-comments", description = "Without comments, whatever the configuration or --comments says.")
    private boolean noComments;

    /** The given values. */
    public List<OptionOverride> overrides() {
        List<OptionOverride> overrides = new ArrayList<>();
        OptionOverride.add(overrides, SelectSettings.TYPES, "--types", types);
        OptionOverride.add(overrides, SelectSettings.MIN_SIZE, "--min-size", minSize);
        OptionOverride.add(overrides, SelectSettings.MAX_SIZE, "--max-size", maxSize);
        OptionOverride.add(overrides, SelectSettings.SINCE, "--since", since);
        OptionOverride.add(overrides, SelectSettings.UNTIL, "--until", until);
        OptionOverride.add(overrides, SelectSettings.FROM_ID, "--from-id", fromId);
        OptionOverride.add(overrides, SelectSettings.TO_ID, "--to-id", toId);
        if (!names.isEmpty()) {
            overrides.add(OptionOverride.of(SelectSettings.NAME, "--name", names));
        }
        if (!hashtags.isEmpty()) {
            overrides.add(OptionOverride.of(SelectSettings.HASHTAG, "--hashtag", hashtags));
        }
        if (comments || noComments) {
            OptionOverride.add(
                    overrides,
                    SelectSettings.COMMENTS,
                    noComments ? "--no-comments" : "--comments",
                    Boolean.toString(!noComments));
        }
        List<String> words = new ArrayList<>(roles);
        if (noPreviews) {
            words.add(Roles.NO_PREVIEWS);
        }
        if (!words.isEmpty()) {
            overrides.add(OptionOverride.of(SelectSettings.ROLES, roles.isEmpty() ? "--no-previews" : "--role", words));
        }
        if (!topics.isEmpty()) {
            overrides.add(OptionOverride.of(SelectSettings.TOPIC, "--topic", topics));
        }
        if (!senders.isEmpty()) {
            overrides.add(OptionOverride.of(SelectSettings.SENDER, "--sender", senders));
        }
        return overrides;
    }
}

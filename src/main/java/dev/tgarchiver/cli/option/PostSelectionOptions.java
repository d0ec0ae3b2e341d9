package dev.tgarchiver.cli.option;

import dev.tgarchiver.app.posts.PostSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which recorded posts are meant. Several values of one option mean any of them. */
public final class PostSelectionOptions {

    @Option(
            names = "--channel",
            paramLabel = "CHANNEL",
            description = "Only posts of this channel. May be given several times.")
    private List<String> channels = new ArrayList<>();

    @Option(
            names = "--sender",
            paramLabel = "NAME",
            description = "Only posts of these: a part of the name, a @username, or a number.")
    private List<String> senders = new ArrayList<>();

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Only posts of this forum topic: its name or number.")
    private List<String> topics = new ArrayList<>();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            split = ",",
            description = "Only posts of these types: text, photo, video, poll, ...; several with commas.")
    private List<String> types = new ArrayList<>();

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            split = ",",
            description = "Only posts with a file that is this in them: main, preview, cover, paid_media, ...")
    private List<String> roles = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "DATE",
            description = "Only posts of then or later, in local time: 2024, 2024-01-31, yesterday, 7d.")
    private @Nullable String since;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "Only posts of then or before; a day counts to its end.")
    private @Nullable String until;

    @Option(
            names = "--has",
            paramLabel = "THING",
            split = ",",
            description =
                    "Only posts with: media, link, poll, buttons, reactions, comments, reply, forward, album, text, "
                            + "or a kind of media. Several must all be there.")
    private List<String> has = new ArrayList<>();

    @Option(
            names = "--hashtag",
            paramLabel = "TAG",
            description = "Only posts with this hashtag. May be given several times.")
    private List<String> hashtags = new ArrayList<>();

    @Option(names = "--deleted", description = "Only posts that Telegram no longer has.")
    private boolean deleted;

    @Option(names = "--edited", description = "Only posts of which several versions were seen.")
    private boolean edited;

    @Option(
            names = "--min-size",
            paramLabel = "SIZE",
            description = "Only posts with a file of this size or larger: 500KB, 1.5GiB.")
    private @Nullable String minSize;

    /** Whether none is given. */
    public boolean isEmpty() {
        return selection(List.of()).equals(PostSelection.EVERY_POST);
    }

    /** The given values, with further channels. */
    public PostSelection selection(List<String> furtherChannels) {
        return new PostSelection(
                Stream.concat(channels.stream(), furtherChannels.stream()).toList(),
                senders,
                topics,
                types,
                roles,
                Optional.ofNullable(since),
                Optional.ofNullable(until),
                has,
                hashtags,
                deleted,
                edited,
                Optional.ofNullable(minSize));
    }
}

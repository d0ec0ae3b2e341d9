package dev.tgarchiver.app.open;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.ShellQuoting;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.NearestName;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the channels in the archive that a command names, without asking Telegram. */
public final class ArchivedChannels {

    /** The ways to name a channel in the archive, for help. */
    public static final String FORMS =
            "@name, name, https://t.me/name, a numeric id (-100...), a title, or me for Saved Messages.";

    private static final Pattern NAME_AND_NUMBER = Pattern.compile("([^/:?]+)/(\\d{1,10})/?");

    private ArchivedChannels() {}

    /** The named channels, each once; all when none is named. */
    public static List<ChannelRow> named(TrackerReader tracker, List<String> names)
            throws TrackerFailure, InvalidRequest {
        List<ChannelRow> all = tracker.channels();
        return names.isEmpty() ? all : named(all, names);
    }

    /** The named ones among these, each once. */
    public static List<ChannelRow> named(List<ChannelRow> all, List<String> names) throws InvalidRequest {
        List<ChannelRow> named = new ArrayList<>();
        for (String name : names) {
            ChannelRow row = find(all, name);
            if (!named.contains(row)) {
                named.add(row);
            }
        }
        return named;
    }

    private static ChannelRow find(List<ChannelRow> all, String name) throws InvalidRequest {
        ChannelRef ref;
        try {
            ref = ChannelRef.parse(name);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest((e.getMessage() + " " + didYouMean(all, name)).strip());
        }
        if (ref instanceof ChannelRef.PostLink link) {
            throw new InvalidRequest(onePost(all, link));
        }
        if (ref instanceof ChannelRef.Invite) {
            throw new InvalidRequest("Only Telegram knows what the invite link " + name + " leads to. " + known(all));
        }
        List<ChannelRow> meant = meant(all, ref);
        if (meant.size() > 1) {
            boolean former = meant.stream().anyMatch(row -> row.wasNamed(ref));
            throw new InvalidRequest("\"" + name + "\" is " + (former ? "or was a name of " : "the title of ")
                    + meant.size() + " channels in the archive: "
                    + meant.stream().map(ArchivedChannels::name).collect(Collectors.joining(", "))
                    + ". Use one of these names.");
        }
        return meant.stream()
                .findFirst()
                .orElseThrow(() -> new InvalidRequest(
                        "\"" + name + "\" is not in the archive. " + didYouMean(all, name) + known(all)));
    }

    /**
     * The channel and number of a post: a link to it, or a channel's name, a slash, and the number.
     *
     * @throws InvalidRequest when it is neither, or the channel is not in the archive
     */
    public static PostReference post(List<ChannelRow> all, String input) throws InvalidRequest {
        Matcher plain = NAME_AND_NUMBER.matcher(input.strip());
        if (plain.matches()) {
            return new PostReference(find(all, plain.group(1)), Long.parseLong(plain.group(2)));
        }
        ChannelRef ref;
        try {
            ref = ChannelRef.parse(input);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest(String.valueOf(e.getMessage()));
        }
        if (!(ref instanceof ChannelRef.PostLink link)) {
            throw new InvalidRequest(
                    "\"" + input + "\" is not a post. Write a link to it, such as https://t.me/name/1, or a "
                            + "channel, a slash and the post's number: @name/1.");
        }
        ChannelRow row = meant(all, link.channel()).stream()
                .findFirst()
                .orElseThrow(() -> new InvalidRequest("The channel of " + input + " is not in the archive. "
                        + didYouMean(all, word(link)) + known(all)));
        return new PostReference(row, link.messageId());
    }

    private static String word(ChannelRef.PostLink link) {
        return link.channel() instanceof ChannelRef.Username user
                ? user.name()
                : link.channel().input();
    }

    /** A post as a user names it; it may not exist. */
    public record PostReference(ChannelRow channel, long number) {}

    /** A command that works on channels must not do to all posts what was asked for one. */
    private static String onePost(List<ChannelRow> all, ChannelRef.PostLink link) {
        String channel = meant(all, link.channel()).stream()
                .findFirst()
                .map(row -> "Name its channel: " + name(row) + ".")
                .orElseGet(() -> "Its channel is not in the archive. " + known(all));
        return "\"" + link.input() + "\" is the link to one post, and this command works on whole channels. " + channel;
    }

    /** A word may be a public name or a title; the name takes precedence, and what holds now over what was before. */
    private static List<ChannelRow> meant(List<ChannelRow> all, ChannelRef ref) {
        Optional<ChannelRef> title = ref instanceof ChannelRef.Username word
                ? Optional.of(new ChannelRef.Title(word.input(), word.name()))
                : Optional.empty();
        Predicate<ChannelRow> none = row -> false;
        return Stream.<Predicate<ChannelRow>>of(
                        row -> row.isNamed(ref),
                        title.<Predicate<ChannelRow>>map(of -> row -> row.isNamed(of))
                                .orElse(none),
                        row -> row.wasNamed(ref))
                .map(names -> all.stream().filter(names).toList())
                .filter(rows -> !rows.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static String didYouMean(List<ChannelRow> all, String name) {
        List<String> names = all.stream()
                .flatMap(
                        row -> Stream.concat(row.channel().usernames().map(user -> "@" + user), Stream.of(row.title())))
                .toList();
        return NearestName.of(name.startsWith("@") ? name : "@" + name, names)
                .or(() -> NearestName.of(name, names))
                .map(near -> "Did you mean " + ShellQuoting.join(List.of(near)) + "? ")
                .orElse("");
    }

    private static String known(List<ChannelRow> all) {
        return all.isEmpty()
                ? "It holds no channel yet."
                : "It holds " + all.stream().map(ArchivedChannels::name).collect(Collectors.joining(", ")) + ".";
    }

    /** The name under which a command finds it again. */
    public static String name(ChannelRow row) {
        return row.type() == Channel.Type.SAVED
                ? "me"
                : row.username().map(name -> "@" + name).orElseGet(() -> Long.toString(row.chatId()));
    }
}

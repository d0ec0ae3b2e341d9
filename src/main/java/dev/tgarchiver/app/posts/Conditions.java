package dev.tgarchiver.app.posts;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.config.value.DateText;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.model.NearestName;
import dev.tgarchiver.model.Roles;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.search.Token;
import dev.tgarchiver.search.Tokens;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.query.Feature;
import dev.tgarchiver.tracker.query.PostCondition;
import dev.tgarchiver.tracker.query.PostQuery;
import dev.tgarchiver.tracker.topic.RecordedTopic;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns what users write about posts into conditions, with the names that the archive knows. */
public final class Conditions {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z_]*");

    /** Types of posts that are often meant, besides the kinds of media. */
    private static final List<String> FREQUENT_TYPES =
            List.of("text", "poll", "location", "venue", "contact", "dice", "game", "call", "story", "pin_message");

    private final TrackerReader tracker;
    private final List<ChannelRow> channels;
    private final DateText dates = new DateText(Clock.system(ZoneId.systemDefault()));

    public Conditions(TrackerReader tracker) throws TrackerFailure {
        this.tracker = tracker;
        channels = tracker.channels();
    }

    /**
     * A selection's condition.
     *
     * @throws InvalidRequest when a value is wrong or names nothing in the archive; the message says which option
     */
    public PostCondition of(PostSelection selection) throws InvalidRequest, TrackerFailure {
        List<PostCondition> all = new ArrayList<>();
        if (!selection.channels().isEmpty()) {
            all.add(channels(selection.channels()));
        }
        if (!selection.senders().isEmpty()) {
            all.add(senders("--sender", selection.senders()));
        }
        if (!selection.topics().isEmpty()) {
            all.add(topics("--topic", selection.topics()));
        }
        if (!selection.types().isEmpty()) {
            all.add(types("--type", selection.types()));
        }
        if (!selection.roles().isEmpty()) {
            all.add(roles("--role", selection.roles()));
        }
        if (selection.since().isPresent()) {
            all.add(since("--since", selection.since().get()));
        }
        if (selection.until().isPresent()) {
            all.add(until("--until", selection.until().get()));
        }
        for (String feature : selection.has()) {
            all.add(has("--has", feature));
        }
        if (!selection.hashtags().isEmpty()) {
            all.add(new PostCondition.Any(selection.hashtags().stream()
                    .map(tag -> (PostCondition) new PostCondition.Hashtag(tag.startsWith("#") ? tag.substring(1) : tag))
                    .toList()));
        }
        if (selection.deleted()) {
            all.add(new PostCondition.Deleted());
        }
        if (selection.edited()) {
            all.add(new PostCondition.Edited());
        }
        if (selection.minSize().isPresent()) {
            all.add(minSize(selection.minSize().get()));
        }
        return new PostCondition.All(all);
    }

    PostCondition channels(List<String> names) throws InvalidRequest {
        return new PostCondition.Channels(ArchivedChannels.named(channels, names).stream()
                .map(ChannelRow::chatId)
                .collect(Collectors.toSet()));
    }

    PostCondition senders(String where, List<String> names) throws InvalidRequest, TrackerFailure {
        Set<Long> ids = new LinkedHashSet<>();
        for (String name : names) {
            if (NUMBER.matcher(name).matches()) {
                ids.add(Long.parseLong(name));
                continue;
            }
            List<Peer> peers = tracker.peersNamed(name);
            peers.stream().map(Peer::id).forEach(ids::add);
            List<Long> chats = channels.stream()
                    .filter(row -> sameWords(row.title(), name)
                            || row.channel().usernames().anyMatch(user -> user.equalsIgnoreCase(bare(name))))
                    .map(ChannelRow::chatId)
                    .toList();
            ids.addAll(chats);
            if (peers.isEmpty() && chats.isEmpty()) {
                throw new InvalidRequest(where + ": no sender in the archive is called \"" + name
                        + "\". Write a part of the name, a @username, or the number of a user.");
            }
        }
        return new PostCondition.Senders(ids);
    }

    PostCondition topics(String where, List<String> names) throws InvalidRequest, TrackerFailure {
        Set<PostId> topics = new LinkedHashSet<>();
        for (String name : names) {
            Set<PostId> found = new LinkedHashSet<>();
            for (ChannelRow channel : channels) {
                if (NUMBER.matcher(name).matches()) {
                    found.add(new PostId(channel.chatId(), Math.abs(Long.parseLong(name))));
                    continue;
                }
                for (RecordedTopic topic : tracker.topics(channel.chatId())) {
                    if (sameWords(topic.topic().name(), name)) {
                        found.add(new PostId(channel.chatId(), topic.topic().number()));
                    }
                }
            }
            if (found.isEmpty()) {
                throw new InvalidRequest(where + ": no topic in the archive is called \"" + name
                        + "\". Write a part of its name, or its number.");
            }
            topics.addAll(found);
        }
        return new PostCondition.Topics(topics);
    }

    PostCondition types(String where, List<String> words) throws InvalidRequest, TrackerFailure {
        List<String> known = Stream.concat(
                        Arrays.stream(MediaKind.values()).map(MediaKind::key), FREQUENT_TYPES.stream())
                .toList();
        Set<String> types = new LinkedHashSet<>();
        for (String word : words) {
            String type = word.toLowerCase(Locale.ROOT).replace('-', '_');
            if (!known.contains(type) && (!TYPE.matcher(type).matches() || !occurs(type))) {
                throw new InvalidRequest(where + ": no post in the archive is of the type \"" + word + "\". "
                        + NearestName.of(type, known)
                                .map(near -> "Did you mean " + near + "?")
                                .orElse("Types are " + String.join(", ", known)
                                        + ", and those of other posts, as show --json names them."));
            }
            types.add(type);
        }
        return new PostCondition.Types(types);
    }

    /** Whether the archive has a post of a type, which a newer TDLib may have brought. */
    private boolean occurs(String type) throws TrackerFailure {
        PostQuery query = new PostQuery(new PostCondition.Types(Set.of(type)), PostQuery.Order.NEWEST);
        return !tracker.find(query).next(1).isEmpty();
    }

    PostCondition roles(String where, List<String> words) throws InvalidRequest {
        for (String word : words) {
            if (word.startsWith("-") || !Roles.WORD.matcher(word).matches()) {
                throw new InvalidRequest(where + ": \"" + word
                        + "\" is not a role. Roles are words such as main, preview, cover or paid_media.");
            }
        }
        return new PostCondition.Roles(Set.copyOf(words));
    }

    PostCondition since(String where, String date) throws InvalidRequest {
        try {
            return new PostCondition.Since(dates.parse(date, false));
        } catch (IllegalArgumentException e) {
            throw notDate(where, date);
        }
    }

    PostCondition until(String where, String date) throws InvalidRequest {
        try {
            return new PostCondition.Until(dates.parse(date, true));
        } catch (IllegalArgumentException e) {
            throw notDate(where, date);
        }
    }

    private static InvalidRequest notDate(String where, String date) {
        return new InvalidRequest(where + ": \"" + date + "\" is not a date. Write 2024, 2024-01, 2024-01-31, "
                + "2024-01-31T18:00, today, yesterday, or how long ago: 36h, 7d, 2w, 1y.");
    }

    PostCondition has(String where, String word) throws InvalidRequest {
        String singular = word.toLowerCase(Locale.ROOT);
        if (singular.equals("file")) {
            return new PostCondition.Has(Feature.MEDIA);
        }
        for (String form : List.of(singular, singular + "s", singular.replaceFirst("s$", ""))) {
            if (Feature.of(form).isPresent()) {
                return new PostCondition.Has(Feature.of(form).get());
            }
            if (MediaKind.of(form).isPresent()) {
                return new PostCondition.Types(Set.of(form));
            }
        }
        throw new InvalidRequest(where + ": \"" + word + "\" is not something that a post can have. Write one of "
                + Arrays.stream(Feature.values()).map(Feature::key).collect(Collectors.joining(", "))
                + ", or a kind of media such as photo.");
    }

    private static PostCondition minSize(String size) throws InvalidRequest {
        try {
            return new PostCondition.MinSize(ByteSize.parse(size));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest("--min-size: \"" + size + "\" is not a size. Write 500KB or 1.5GiB.");
        }
    }

    private static boolean sameWords(String name, String wanted) {
        List<String> words = words(wanted);
        return !words.isEmpty() && Collections.indexOfSubList(words(name), words) >= 0;
    }

    private static List<String> words(String text) {
        return Tokens.of(text).stream().map(Token::text).toList();
    }

    private static String bare(String name) {
        return name.startsWith("@") ? name.substring(1) : name;
    }
}

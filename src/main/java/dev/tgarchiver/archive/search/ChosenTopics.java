package dev.tgarchiver.archive.search;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.NearestName;
import dev.tgarchiver.telegram.TelegramFailure.NoAccess;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.topic.RecordedTopic;
import dev.tgarchiver.tracker.topic.TopicCatalog;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the topics that a user names, among those that are recorded. */
record ChosenTopics(TopicCatalog tracker) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");

    /** A link to a topic, or to a post in it. */
    private static final Pattern LINK = Pattern.compile(
            "((?:https?://)?(?:www\\.)?(?:t\\.me|telegram\\.me|telegram\\.dog)/(?:c/\\d+|[A-Za-z]\\w+))/(\\d{1,10})(?:/\\d+)?/?(?:[?#].*)?",
            Pattern.CASE_INSENSITIVE);

    /** How many topics a message lists. */
    private static final int FEW = 10;

    /**
     * The numbers of topics, as text, in order.
     *
     * @param words names, numbers and links
     * @throws NoAccess when the channel lacks one of them
     */
    List<String> find(Channel channel, List<String> words) throws NoAccess, TrackerFailure {
        if (words.isEmpty()) {
            return List.of();
        }
        List<RecordedTopic> topics = tracker.topics(channel.chatId());
        if (topics.isEmpty()) {
            throw new NoAccess(cannotFind(channel, words.get(0)) + "this chat has no topics. Leave out --topic or "
                    + "download.select.topic for it.");
        }
        Set<Long> numbers = new TreeSet<>();
        for (String word : words) {
            Set<Long> found = find(channel, topics, word);
            if (found.isEmpty()) {
                throw new NoAccess(
                        cannotFind(channel, word) + "no topic has this name or number." + near(topics, word));
            }
            numbers.addAll(found);
        }
        return numbers.stream().map(String::valueOf).toList();
    }

    private static Set<Long> find(Channel channel, List<RecordedTopic> topics, String word) throws NoAccess {
        Matcher link = LINK.matcher(word);
        if (link.matches()) {
            if (!ChannelRef.parse(link.group(1)).names(channel)) {
                throw new NoAccess(cannotFind(channel, word) + "the link is to another chat.");
            }
            return having(topics, number(link.group(2)));
        }
        Set<Long> found = Set.of();
        if (NUMBER.matcher(word).matches()) {
            found = having(topics, number(word));
        }
        if (found.isEmpty()) {
            found = having(topics, topic -> topic.deletedAt().isEmpty() && isName(topic, word));
        }
        if (found.isEmpty()) {
            found = having(topics, topic -> isName(topic, word));
        }
        return found.isEmpty()
                ? having(topics, topic -> topic.formerNames().stream().anyMatch(word::equalsIgnoreCase))
                : found;
    }

    private static Predicate<RecordedTopic> number(String digits) {
        return topic -> topic.topic().number() == Long.parseLong(digits);
    }

    private static boolean isName(RecordedTopic topic, String word) {
        return topic.topic().name().equalsIgnoreCase(word);
    }

    private static Set<Long> having(List<RecordedTopic> topics, Predicate<RecordedTopic> what) {
        return topics.stream().filter(what).map(topic -> topic.topic().number()).collect(Collectors.toSet());
    }

    private static String cannotFind(Channel channel, String word) {
        return "Cannot find the topic \"" + word + "\" in " + channel.label() + ": ";
    }

    private static String near(List<RecordedTopic> topics, String word) {
        Optional<String> near = NearestName.of(
                word, topics.stream().map(topic -> topic.topic().name()).toList());
        if (near.isPresent()) {
            return " Did you mean \"" + near.get() + "\"?";
        }
        return " It has: "
                + topics.stream()
                        .limit(FEW)
                        .map(topic -> "\"" + topic.topic().name() + "\" ("
                                + topic.topic().number() + ")")
                        .collect(Collectors.joining(", "))
                + (topics.size() > FEW ? ", and " + (topics.size() - FEW) + " more." : ".");
    }
}

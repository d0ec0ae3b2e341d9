package dev.tgarchiver.model;

import dev.tgarchiver.model.post.MediaKind;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which files of a channel are wanted: those that meet every criterion. Empty or 0 means no criterion.
 *
 * @param types the kinds of media
 * @param minSize bytes; a file of unknown size is never too small
 * @param maxSize bytes; a file of unknown size is never too large
 * @param since earliest date of a post
 * @param until latest date of a post
 * @param fromId the lowest message id
 * @param toId the highest message id
 * @param names globs, one of which must match the file's name: {@code *}, {@code ?}, {@code [a-z]}; case does not count
 * @param hashtags hashtags without the number sign, one of which the caption must have; case does not count
 * @param roles what the file is in its post
 * @param topics forum topics, one of which the post must be in: as the user names them, and as numbers once they are
 *     looked up, which they are before posts are judged
 * @param senders users and chats, one of which must have written the post; as the topics
 */
public record Selection(
        Set<MediaKind> types,
        long minSize,
        long maxSize,
        Optional<Instant> since,
        Optional<Instant> until,
        long fromId,
        long toId,
        List<String> names,
        List<String> hashtags,
        Roles roles,
        List<String> topics,
        List<String> senders) {

    /** Every file. */
    public static final Selection EVERYTHING = new Selection(
            Set.of(),
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            0,
            0,
            List.of(),
            List.of(),
            Roles.DEFAULT,
            List.of(),
            List.of());

    /** Copies the collections. */
    public Selection {
        // In the enum's order, so that equal selections have equal texts.
        types = types.isEmpty() ? Set.of() : EnumSet.copyOf(types);
        names = List.copyOf(names);
        hashtags = List.copyOf(hashtags);
        topics = List.copyOf(topics);
        senders = List.copyOf(senders);
    }

    /** The same selection with other roles. */
    public Selection withRoles(Roles other) {
        return new Selection(
                types, minSize, maxSize, since, until, fromId, toId, names, hashtags, other, topics, senders);
    }

    /** Whether it has no criterion. */
    public boolean isEverything() {
        return equals(EVERYTHING);
    }

    /** The same selection with other topics and senders. */
    public Selection with(List<String> otherTopics, List<String> otherSenders) {
        return new Selection(
                types, minSize, maxSize, since, until, fromId, toId, names, hashtags, roles, otherTopics, otherSenders);
    }

    /** The same without what belongs to one channel: the numbers of its posts, and its topics. */
    public Selection ofOtherChannel() {
        return new Selection(types, minSize, maxSize, since, until, 0, 0, names, hashtags, roles, List.of(), senders);
    }

    /** The value of a criterion, in words for the user; empty when it is not set. */
    public String asks(Criterion criterion) {
        return switch (criterion) {
            case TYPES -> types.stream().map(MediaKind::key).collect(Collectors.joining(", "));
            case MIN_SIZE -> minSize == 0 ? "" : ByteSize.exact(minSize);
            case MAX_SIZE -> maxSize == 0 ? "" : ByteSize.exact(maxSize);
            case SINCE -> since.map(Instant::toString).orElse("");
            case UNTIL -> until.map(Instant::toString).orElse("");
            case FROM_ID -> fromId == 0 ? "" : Long.toString(fromId);
            case TO_ID -> toId == 0 ? "" : Long.toString(toId);
            case NAME -> String.join(", ", names);
            case ROLES -> String.join(", ", roles.words());
            case HASHTAG -> hashtags.stream().map(tag -> "#" + tag).collect(Collectors.joining(", "));
            case TOPIC -> String.join(", ", topics);
            case SENDER -> String.join(", ", senders);
        };
    }

    /** The selection with this text; empty when there is none. */
    public static Optional<Selection> parse(String text) {
        return SelectionReader.read(text);
    }

    /** The selection on one line, as {@link #parse} reads it; equal for equal selections, empty for {@link #EVERYTHING}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Criterion criterion : Criterion.values()) {
            String asked =
                    switch (criterion) {
                        case NAME -> quoted(names);
                        case TOPIC -> quoted(topics);
                        case SENDER -> quoted(senders);
                        default -> asks(criterion);
                    };
            if (!asked.isEmpty()) {
                text.append(text.length() == 0 ? "" : "; ")
                        .append(criterion.key())
                        .append(": ")
                        .append(asked);
            }
        }
        return text.toString();
    }

    private static String quoted(List<String> values) {
        return values.stream().map(SelectionReader::quoted).collect(Collectors.joining(", "));
    }
}

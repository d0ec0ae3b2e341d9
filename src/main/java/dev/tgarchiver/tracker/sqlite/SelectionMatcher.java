package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.Criterion;
import dev.tgarchiver.model.Glob;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.post.Attachment;
import dev.tgarchiver.model.post.FileRole;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.Topic;
import dev.tgarchiver.storage.naming.MediaName;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A selection, prepared for many posts. Immutable. A decision takes time in proportion to the texts' lengths, whatever
 * the patterns are: it happens within transactions.
 */
public final class SelectionMatcher {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;

    private final Selection selection;
    private final List<Glob> names;
    private final Predicate<String> hashtags;
    private final Set<Long> topics;
    private final Set<Long> senders;

    /**
     * A file of a post, with what is chosen by.
     *
     * @param topic 0 outside topics
     * @param sender 0 when unknown
     * @param role what the file is in the post
     */
    record Candidate(
            long messageId, Instant date, long topic, long sender, Media media, FileRole role, String caption) {

        /** One of a post's files. */
        static Candidate of(Post post, Attachment file, String caption) {
            return new Candidate(
                    post.id().messageId(),
                    post.date(),
                    post.detail().topic(),
                    post.detail().sender(),
                    file.media(),
                    file.role(),
                    caption);
        }
    }

    /** @throws IllegalArgumentException when the topics and senders are not numbers yet */
    public SelectionMatcher(Selection selection) {
        this.selection = selection;
        names = selection.names().stream().map(Glob::parse).toList();
        // Telegram ends a hashtag where neither a letter, a digit nor an underscore follows.
        hashtags = any(selection.hashtags().stream()
                        .map(tag -> "(?<![\\p{L}\\p{N}_])#" + Pattern.quote(tag) + "(?![\\p{L}\\p{N}\\p{M}_])")
                        .toList())
                .asPredicate();
        topics = numbers(selection.topics());
        senders = numbers(selection.senders());
    }

    private static Set<Long> numbers(List<String> words) {
        return words.stream().map(Long::parseLong).collect(Collectors.toUnmodifiableSet());
    }

    Selection selection() {
        return selection;
    }

    /** Whether {@link #judge} looks at captions at all. */
    boolean readsCaptions() {
        return !selection.hashtags().isEmpty();
    }

    /** The key of the first criterion that a post's file does not meet; empty when it is wanted. */
    String judge(Candidate file) {
        for (Criterion criterion : Criterion.values()) {
            if (!meets(criterion, file)) {
                return criterion.key();
            }
        }
        return "";
    }

    private boolean meets(Criterion criterion, Candidate file) {
        Media media = file.media();
        long size = media.size();
        return switch (criterion) {
            case TYPES -> selection.types().isEmpty() || selection.types().contains(media.kind());
            case MIN_SIZE -> size == 0 || size >= selection.minSize();
            case MAX_SIZE -> selection.maxSize() == 0 || size <= selection.maxSize();
            case SINCE -> selection.since().filter(file.date()::isBefore).isEmpty();
            case UNTIL -> selection.until().filter(file.date()::isAfter).isEmpty();
            case FROM_ID -> file.messageId() >= selection.fromId();
            case TO_ID -> selection.toId() == 0 || file.messageId() <= selection.toId();
            case ROLES -> selection.roles().want(file.role());
            case TOPIC -> topics.isEmpty() || topics.contains(topic(file));
            case SENDER -> senders.isEmpty() || senders.contains(file.sender());
            case NAME -> names.isEmpty() || isNamed(MediaName.text(media));
            case HASHTAG -> selection.hashtags().isEmpty() || hashtags.test(file.caption());
        };
    }

    /** Posts from before their group had topics are in General. */
    private static long topic(Candidate file) {
        return file.topic() == 0 ? Topic.GENERAL : file.topic();
    }

    private boolean isNamed(String name) {
        return names.stream().anyMatch(glob -> glob.matches(name));
    }

    private static Pattern any(List<String> expressions) {
        return Pattern.compile(expressions.stream().collect(Collectors.joining("|", "(?:", ")")), FLAGS);
    }
}

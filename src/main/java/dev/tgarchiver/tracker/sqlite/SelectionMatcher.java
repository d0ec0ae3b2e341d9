package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.Criterion;
import dev.tgarchiver.model.Glob;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.post.FileRole;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.storage.naming.MediaName;
import java.time.Instant;
import java.util.List;
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

    public SelectionMatcher(Selection selection) {
        this.selection = selection;
        names = selection.names().stream().map(Glob::parse).toList();
        // Telegram ends a hashtag where neither a letter, a digit nor an underscore follows.
        hashtags = any(selection.hashtags().stream()
                        .map(tag -> "(?<![\\p{L}\\p{N}_])#" + Pattern.quote(tag) + "(?![\\p{L}\\p{N}\\p{M}_])")
                        .toList())
                .asPredicate();
    }

    Selection selection() {
        return selection;
    }

    /** Whether {@link #judge} looks at captions at all. */
    boolean readsCaptions() {
        return !selection.hashtags().isEmpty();
    }

    /** The key of the first criterion that a post's file does not meet; empty when it is wanted. */
    public String judge(long messageId, Instant date, Media media, FileRole role, String caption) {
        for (Criterion criterion : Criterion.values()) {
            if (!meets(criterion, messageId, date, media, role, caption)) {
                return criterion.key();
            }
        }
        return "";
    }

    private boolean meets(
            Criterion criterion, long messageId, Instant date, Media media, FileRole role, String caption) {
        long size = media.size();
        return switch (criterion) {
            case TYPES -> selection.types().isEmpty() || selection.types().contains(media.kind());
            case MIN_SIZE -> size == 0 || size >= selection.minSize();
            case MAX_SIZE -> selection.maxSize() == 0 || size <= selection.maxSize();
            case SINCE -> selection.since().filter(date::isBefore).isEmpty();
            case UNTIL -> selection.until().filter(date::isAfter).isEmpty();
            case FROM_ID -> messageId >= selection.fromId();
            case TO_ID -> selection.toId() == 0 || messageId <= selection.toId();
            case ROLES -> selection.roles().want(role);
            case NAME -> names.isEmpty() || isNamed(MediaName.text(media));
            case HASHTAG -> selection.hashtags().isEmpty() || hashtags.test(caption);
        };
    }

    private boolean isNamed(String name) {
        return names.stream().anyMatch(glob -> glob.matches(name));
    }

    private static Pattern any(List<String> expressions) {
        return Pattern.compile(expressions.stream().collect(Collectors.joining("|", "(?:", ")")), FLAGS);
    }
}

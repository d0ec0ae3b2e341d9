package dev.tgarchiver.tracker;

import dev.tgarchiver.model.Criterion;
import dev.tgarchiver.model.Media;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.storage.MediaName;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A selection made ready to be asked about many posts. Immutable. */
final class Selector {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;

    private final Selection selection;
    private final Predicate<String> names;
    private final Predicate<String> hashtags;

    Selector(Selection selection) {
        this.selection = selection;
        names = any(selection.names().stream().map(Selector::glob).toList()).asMatchPredicate();
        // Telegram ends a hashtag where no letter, digit or underscore follows.
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
    String judge(long messageId, Instant date, Media media, String caption) {
        for (Criterion criterion : Criterion.values()) {
            if (!meets(criterion, messageId, date, media, caption)) {
                return criterion.key();
            }
        }
        return "";
    }

    private boolean meets(Criterion criterion, long messageId, Instant date, Media media, String caption) {
        long size = media.size();
        return switch (criterion) {
            case TYPES -> selection.types().isEmpty() || selection.types().contains(media.kind());
            case MIN_SIZE -> size == 0 || size >= selection.minSize();
            case MAX_SIZE -> selection.maxSize() == 0 || size <= selection.maxSize();
            case SINCE -> selection.since().filter(date::isBefore).isEmpty();
            case UNTIL -> selection.until().filter(date::isAfter).isEmpty();
            case FROM_ID -> messageId >= selection.fromId();
            case TO_ID -> selection.toId() == 0 || messageId <= selection.toId();
            case NAME -> selection.names().isEmpty() || names.test(MediaName.text(media));
            case HASHTAG -> selection.hashtags().isEmpty() || hashtags.test(caption);
        };
    }

    private static Pattern any(List<String> expressions) {
        return Pattern.compile(expressions.stream().collect(Collectors.joining("|", "(?:", ")")), FLAGS);
    }

    /** As the shell has it, with every other character standing for itself. */
    private static String glob(String glob) {
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < glob.length(); ) {
            int character = glob.codePointAt(i);
            int close = character == '[' ? glob.indexOf(']', i + 2) : -1;
            if (close > 0) {
                String inside = glob.substring(i + 1, close);
                boolean not = inside.startsWith("!") || inside.startsWith("^");
                expression
                        .append(not ? "[^" : "[")
                        .append((not ? inside.substring(1) : inside).replaceAll("[\\\\\\[\\]&^]", "\\\\$0"))
                        .append(']');
                i = close + 1;
                continue;
            }
            switch (character) {
                case '*' -> expression.append(".*");
                case '?' -> expression.append('.');
                default -> expression.append(Pattern.quote(Character.toString(character)));
            }
            i += Character.charCount(character);
        }
        return expression.toString();
    }
}

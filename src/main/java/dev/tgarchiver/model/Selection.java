package dev.tgarchiver.model;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which files of a channel are wanted: those that meet every criterion. What is empty or 0 asks nothing.
 *
 * @param types the kinds of media
 * @param minSize bytes; a file whose size Telegram does not tell is never too small
 * @param maxSize bytes; a file whose size Telegram does not tell is never too large
 * @param since posted then or later
 * @param until posted then or before
 * @param fromId the lowest message id
 * @param toId the highest message id
 * @param names globs of which the file's name must match one: {@code *}, {@code ?}, {@code [a-z]}; case does not count
 * @param hashtags without the number sign; the caption must have one of them; case does not count
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
        List<String> hashtags) {

    /** Every file. */
    public static final Selection EVERYTHING =
            new Selection(Set.of(), 0, 0, Optional.empty(), Optional.empty(), 0, 0, List.of(), List.of());

    /** Copies the collections. */
    public Selection {
        // In the enum's order, so that equal selections have equal texts.
        types = types.isEmpty() ? Set.of() : EnumSet.copyOf(types);
        names = List.copyOf(names);
        hashtags = List.copyOf(hashtags);
    }

    /** Whether it asks nothing. */
    public boolean isEverything() {
        return equals(EVERYTHING);
    }

    /** What it asks by this criterion, for people; empty when it asks nothing. */
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
            case HASHTAG -> hashtags.stream().map(tag -> "#" + tag).collect(Collectors.joining(", "));
        };
    }

    /** The selection of which this is the text; empty when it is none's. */
    public static Optional<Selection> parse(String text) {
        return SelectionReader.read(text);
    }

    /** The whole of it in one line, which {@link #parse} reads; equal for equal selections, empty for {@link #EVERYTHING}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Criterion criterion : Criterion.values()) {
            String asked = criterion == Criterion.NAME
                    ? names.stream().map(SelectionReader::quoted).collect(Collectors.joining(", "))
                    : asks(criterion);
            if (!asked.isEmpty()) {
                text.append(text.length() == 0 ? "" : "; ")
                        .append(criterion.key())
                        .append(": ")
                        .append(asked);
            }
        }
        return text.toString();
    }
}

package dev.tgarchiver.tracker.post;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The walked part of a channel's history: the ranges of ids in which walks have requested every post. Immutable.
 *
 * @param ranges in their order; between two of them there is at least one id
 */
public record Walked(List<IdRange> ranges) {

    /** Nothing is walked. */
    public static final Walked NOTHING = new Walked(List.of());

    /** Copies the list. */
    public Walked {
        ranges = List.copyOf(ranges);
    }

    /** The union of ranges, in any order, overlapping or not. */
    public static Walked of(List<IdRange> ranges) {
        List<IdRange> joined = new ArrayList<>();
        for (IdRange range :
                ranges.stream().sorted(Comparator.comparingLong(IdRange::first)).toList()) {
            int top = joined.size() - 1;
            if (top >= 0 && range.first() <= joined.get(top).last() + 1) {
                IdRange below = joined.get(top);
                joined.set(top, new IdRange(below.first(), Math.max(below.last(), range.last())));
            } else {
                joined.add(range);
            }
        }
        return new Walked(joined);
    }

    /** This and a further range. */
    public Walked plus(IdRange range) {
        List<IdRange> all = new ArrayList<>(ranges);
        all.add(range);
        return of(all);
    }

    /** The high-water mark: the highest id that was walked; 0 if none was. */
    public long newest() {
        return ranges.isEmpty() ? 0 : ranges.get(ranges.size() - 1).last();
    }

    /** Whether everything below the high-water mark is walked, down to the channel's start. */
    public boolean isComplete() {
        return ranges.size() == 1 && ranges.get(0).first() == 0;
    }

    /** Whether nothing is walked. */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Whether a walk has requested this id. */
    public boolean has(long id) {
        return ranges.stream().anyMatch(range -> range.has(id));
    }

    /** The unwalked ranges from {@code first} to {@code last}, in their order; none when there are no such ids. */
    public List<IdRange> gaps(long first, long last) {
        List<IdRange> gaps = new ArrayList<>();
        long next = first;
        for (IdRange range : ranges) {
            if (range.first() > next && next <= last) {
                gaps.add(new IdRange(next, Math.min(last, range.first() - 1)));
            }
            next = Math.max(next, range.last() + 1);
        }
        if (next <= last) {
            gaps.add(new IdRange(next, last));
        }
        return gaps;
    }

    @Override
    public String toString() {
        return ranges.isEmpty()
                ? "nothing walked"
                : ranges.stream()
                        .map(range -> range.first() + " to " + range.last())
                        .collect(Collectors.joining(", ", "walked ", ""));
    }
}

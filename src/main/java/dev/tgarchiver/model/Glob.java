package dev.tgarchiver.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern for file names as in the shell: {@code *} stands for any characters, {@code ?} for any one, {@code [a-z]}
 * for one of a class and {@code [!a-z]} or {@code [^a-z]} for one outside it; every other character stands for itself,
 * upper and lower case being equal. A bracket stands for itself in a class: {@code [[]}. Immutable.
 */
public final class Glob {

    /** Matches one character of a name; {@link #STAR} matches any number of them. */
    private interface Element {
        boolean matches(int character);
    }

    private static final Element STAR = character -> true;
    private static final Element ANY = character -> true;

    private final String text;
    private final Element[] elements;

    private Glob(String text, List<Element> elements) {
        this.text = text;
        this.elements = elements.toArray(Element[]::new);
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException when a class has no end or a range is reversed; the message says which, without
     *     the pattern: {@code "[" without "]"}
     */
    public static Glob parse(String text) {
        int[] pattern = text.codePoints().toArray();
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < pattern.length; i++) {
            switch (pattern[i]) {
                case '*' -> {
                    if (elements.isEmpty() || elements.get(elements.size() - 1) != STAR) {
                        elements.add(STAR);
                    }
                }
                case '?' -> elements.add(ANY);
                case '[' -> {
                    int end = endOfClass(pattern, i);
                    elements.add(characterClass(pattern, i + 1, end));
                    i = end;
                }
                default -> elements.add(literal(pattern[i]));
            }
        }
        return new Glob(text, elements);
    }

    private static boolean negates(int character) {
        return character == '!' || character == '^';
    }

    /** A bracket in first place is a member of its class. */
    private static int endOfClass(int[] pattern, int start) {
        int first = start + 1;
        if (first < pattern.length && negates(pattern[first])) {
            first++;
        }
        for (int i = first + 1; i < pattern.length; i++) {
            if (pattern[i] == ']') {
                return i;
            }
        }
        throw new IllegalArgumentException("\"[\" without \"]\" (a bracket itself is written [[])");
    }

    private static Element characterClass(int[] pattern, int start, int end) {
        boolean negated = negates(pattern[start]);
        List<Range> ranges = new ArrayList<>();
        for (int i = negated ? start + 1 : start; i < end; i++) {
            int first = pattern[i];
            int last = first;
            if (i + 2 < end && pattern[i + 1] == '-') {
                i += 2;
                last = pattern[i];
            }
            if (last < first) {
                throw new IllegalArgumentException(
                        "the range " + Character.toString(first) + "-" + Character.toString(last) + " is reversed");
            }
            ranges.add(new Range(first, last));
        }
        Range[] members = ranges.toArray(Range[]::new);
        return character -> isMember(members, character) != negated;
    }

    /** Characters from the first to the last one. */
    private record Range(int first, int last) {
        boolean contains(int character) {
            return first <= character && character <= last;
        }
    }

    private static boolean isMember(Range[] ranges, int character) {
        int upper = Character.toUpperCase(character);
        int lower = Character.toLowerCase(upper);
        for (Range range : ranges) {
            if (range.contains(character) || range.contains(upper) || range.contains(lower)) {
                return true;
            }
        }
        return false;
    }

    private static Element literal(int character) {
        int folded = fold(character);
        return other -> fold(other) == folded;
    }

    /** Some letters have two lower-case forms and one upper-case form. */
    private static int fold(int character) {
        return Character.toLowerCase(Character.toUpperCase(character));
    }

    /**
     * Whether the pattern matches a whole name. Takes at most the pattern's length times the name's length in steps: it
     * backtracks only to the last star, because the matches of earlier ones can stay as short as they are.
     */
    public boolean matches(String name) {
        int[] characters = name.codePoints().toArray();
        int element = 0;
        int next = 0;
        int afterStar = -1;
        int starEnd = 0;
        while (next < characters.length) {
            if (element < elements.length && elements[element] == STAR) {
                element++;
                afterStar = element;
                starEnd = next;
            } else if (element < elements.length && elements[element].matches(characters[next])) {
                element++;
                next++;
            } else if (afterStar >= 0) {
                element = afterStar;
                starEnd++;
                next = starEnd;
            } else {
                return false;
            }
        }
        while (element < elements.length && elements[element] == STAR) {
            element++;
        }
        return element == elements.length;
    }

    /** The pattern as it was written. */
    @Override
    public String toString() {
        return text;
    }
}

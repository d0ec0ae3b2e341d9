package dev.tgarchiver.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Checks a property of texts with many made-up ones, the same for the same seed, and tells the smallest text that breaks
 * it. Made-up texts lean to what breaks programs: separators, dots, blanks, controls, marks, surrogates, and pieces that
 * the property's owner names.
 */
public final class Texts {

    private static final int[] INTERESTING = {
        0, 1, '\t', '\n', '\r', 0x1b, ' ', '.', '/', '\\', ':', '-', '~', '%', '{', '}', '$', '"', '\'', '#', '&', '*',
        '@', '[', ']', '|', '<', '>', '?', '0', '9', 'a', 'A', 'Z', 0x7f, 0x85, 0x9b, 0xa0, 0xad, 0xdf, 0xe9, 0x130,
        0x301, 0x338, 0x34f, 0x3c2, 0x1100, 0x1161, 0x200b, 0x200d, 0x200f, 0x2028, 0x202e, 0x2066, 0x212a, 0x3164,
        0xd83d, 0xde00, 0xfe0f, 0xfeff, 0xff0f, 0xfffe, 0xffff, 0x1f3b5, 0x1f1e9, 0xe0041, 0x10ffff
    };

    private final Random random;
    private final List<String> pieces;
    private final int longest;

    /**
     * @param longest in pieces, most of which are one character
     * @param pieces texts that mean something where the texts go
     */
    public Texts(long seed, int longest, List<String> pieces) {
        random = new Random(seed);
        this.longest = longest;
        this.pieces = List.copyOf(pieces);
    }

    /** The next made-up text. */
    public String next() {
        StringBuilder text = new StringBuilder();
        // Short ones more often: most of what breaks is short.
        int length = (int) (longest * Math.pow(random.nextDouble(), 3));
        for (int i = 0; i <= length; i++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> text.appendCodePoint(INTERESTING[random.nextInt(INTERESTING.length)]);
                case 2 -> text.append((char) (' ' + random.nextInt(95)));
                case 3 -> text.appendCodePoint(random.nextInt(0x20000));
                default -> {
                    if (!pieces.isEmpty()) {
                        text.append(pieces.get(random.nextInt(pieces.size())));
                    }
                }
            }
        }
        return text.toString();
    }

    /** Asserts it for so many texts. */
    public void check(int count, Consumer<String> property) {
        for (int i = 0; i < count; i++) {
            String text = next();
            Throwable failure = failure(property, text);
            if (failure != null) {
                String smallest = shrink(property, text);
                throw new AssertionError("breaks with \"" + escaped(smallest) + "\"", failure(property, smallest));
            }
        }
    }

    private static @Nullable Throwable failure(Consumer<String> property, String text) {
        try {
            property.accept(text);
            return null;
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            return e;
        }
    }

    /** Leaves out as much as can be left out. */
    private static String shrink(Consumer<String> property, String failing) {
        String smallest = failing;
        for (int size = smallest.length() / 2; size > 0; ) {
            String shorter = shorter(property, smallest, size);
            if (shorter.length() < smallest.length()) {
                smallest = shorter;
            } else {
                size /= 2;
            }
        }
        return smallest;
    }

    private static String shorter(Consumer<String> property, String text, int size) {
        return IntStream.rangeClosed(0, text.length() - size)
                .mapToObj(at -> text.substring(0, at) + text.substring(at + size))
                .filter(candidate -> failure(property, candidate) != null)
                .findFirst()
                .orElse(text);
    }

    private static String escaped(String text) {
        List<String> characters = new ArrayList<>();
        text.chars()
                .forEach(c ->
                        characters.add(c >= ' ' && c < 0x7f ? Character.toString(c) : String.format("\\u%04x", c)));
        return String.join("", characters);
    }
}

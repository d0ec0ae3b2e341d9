package dev.tgarchiver.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known key was meant. */
final class NearestKey {

    /** Beyond this length a key is no typing error, and comparing costs more and more. */
    private static final int LONGEST = 100;

    private final List<String> known;

    NearestKey(List<String> known) {
        this.known = List.copyOf(known);
    }

    /** The known key that is nearest to a wrong one, unless none is near. A key in the wrong section counts as near. */
    Optional<String> to(String wrong) {
        if (wrong.length() > LONGEST) {
            return Optional.empty();
        }
        String written = normal(wrong);
        return known.stream()
                .filter(key -> distance(written, key) <= allowance(lastPart(key)))
                .min(Comparator.comparingInt(key -> distance(written, key)));
    }

    private static int allowance(String name) {
        return Math.max(1, Math.min(4, name.length() / 3));
    }

    /** The distance of the whole keys or, one more, that of the last parts: the right key in the wrong section. */
    private static int distance(String written, String key) {
        return Math.min(edits(written, key), 1 + edits(lastPart(written), lastPart(key)));
    }

    private static String normal(String key) {
        // maxQueueSize and max-queue-size are how other programs would have it.
        return key.replaceAll("([a-z])([A-Z])", "$1_$2").replace('-', '_').toLowerCase(Locale.ROOT);
    }

    private static String lastPart(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    /** Levenshtein's distance: insertions, deletions and replacements that make one text the other. */
    static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}

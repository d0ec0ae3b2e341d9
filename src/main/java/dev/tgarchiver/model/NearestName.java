package dev.tgarchiver.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known name an unknown word means. */
public final class NearestName {

    /** A longer word is not a typing error, and comparing it costs more and more. */
    private static final int LONGEST = 100;

    private NearestName() {}

    /** The name that differs least in spelling, whatever the case; empty when none is near. */
    public static Optional<String> of(String word, Collection<String> names) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        String written = word.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> name.length() <= LONGEST && distance(written, name) <= allowance(name))
                .min(Comparator.comparingInt(name -> distance(written, name)));
    }

    private static int distance(String written, String name) {
        return edits(written, name.toLowerCase(Locale.ROOT));
    }

    /** How many edits still count as a typing error: more in a longer name. */
    public static int allowance(String name) {
        return Math.max(1, Math.min(4, name.length() / 3));
    }

    /** Levenshtein's distance: insertions, deletions and replacements that make one text the other. */
    public static int edits(String from, String to) {
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

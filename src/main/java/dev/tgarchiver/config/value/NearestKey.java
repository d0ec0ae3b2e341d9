package dev.tgarchiver.config.value;

import dev.tgarchiver.model.NearestName;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known key was meant. */
public final class NearestKey {

    /** A longer key is not a typing error, and the comparison becomes expensive. */
    private static final int LONGEST = 100;

    private final List<String> known;

    public NearestKey(List<String> known) {
        this.known = List.copyOf(known);
    }

    /** The known key that is nearest to a wrong one, unless none is near. A key in the wrong section counts as near. */
    public Optional<String> to(String wrong) {
        if (wrong.length() > LONGEST) {
            return Optional.empty();
        }
        String written = normal(wrong);
        return known.stream()
                .filter(key -> distance(written, key) <= NearestName.allowance(lastPart(key)))
                .min(Comparator.comparingInt(key -> distance(written, key)));
    }

    /** The distance of the whole keys or, one more, that of the last parts: the right key in the wrong section. */
    private static int distance(String written, String key) {
        return Math.min(NearestName.edits(written, key), 1 + NearestName.edits(lastPart(written), lastPart(key)));
    }

    private static String normal(String key) {
        // maxQueueSize and max-queue-size are the styles of other programs.
        return key.replaceAll("([a-z])([A-Z])", "$1_$2").replace('-', '_').toLowerCase(Locale.ROOT);
    }

    private static String lastPart(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }
}

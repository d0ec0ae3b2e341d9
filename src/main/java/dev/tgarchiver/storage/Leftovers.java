package dev.tgarchiver.storage;

import java.util.List;

/**
 * What is in a store beside the archive's files.
 *
 * @param temporaries the temporary files of killed runs
 * @param orphans files that the archive does not know, in places where only the archive's files should be
 */
public record Leftovers(List<Removable> temporaries, List<Removable> orphans) {

    /** Nothing is left over. */
    public static final Leftovers NONE = new Leftovers(List.of(), List.of());

    /** Copies the lists. */
    public Leftovers {
        temporaries = List.copyOf(temporaries);
        orphans = List.copyOf(orphans);
    }
}

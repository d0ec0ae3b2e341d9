package dev.tgarchiver.model;

import java.util.regex.Pattern;

/**
 * The names of the archiver's entries in the folder of the lanes: lanes, the snapshot that they are copied from, and
 * collected parts of files. Only computes.
 */
public final class LaneNames {

    private static final Pattern NAMES = Pattern.compile("\\d{1,9}|(next-)?snapshot|(split|checkpoint)-[0-9a-f]+");

    private LaneNames() {}

    /** Whether an entry with this name is the archiver's own; all others belong to the user. */
    public static boolean include(String name) {
        return NAMES.matcher(name).matches();
    }
}

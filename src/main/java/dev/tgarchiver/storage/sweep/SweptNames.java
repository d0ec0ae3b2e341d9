package dev.tgarchiver.storage.sweep;

import dev.tgarchiver.model.LaneNames;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The names of the archiver's own entries in the folders that it empties. Everything else there belongs to the user and
 * stays: a sweep that went by location alone has removed archives before. Only computes.
 */
final class SweptNames {

    private static final Pattern CACHE = Pattern.compile("[1-9]\\d{0,8}");

    private SweptNames() {}

    /** Whether a path at any depth below the folder of the lanes belongs to a lane. */
    static boolean isOfLane(Path lanes, Path path) {
        return isOf(LaneNames::include, lanes, path);
    }

    /** Whether a path at any depth below the folder of TDLib's caches belongs to one of them. */
    static boolean isOfCache(Path cache, Path path) {
        return isOf(CACHE.asMatchPredicate(), cache, path);
    }

    private static boolean isOf(Predicate<String> names, Path folder, Path path) {
        if (path.equals(folder) || !path.startsWith(folder)) {
            return false;
        }
        return names.test(folder.relativize(path).getName(0).toString());
    }
}

package dev.tgarchiver.storage.sweep;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What the archiver itself puts into the folders that it empties. Whatever else lies there is somebody's, and stays: a
 * sweep that goes by the place alone has removed archives before. Computes only.
 */
final class SweptNames {

    private static final Pattern LANE = Pattern.compile("\\d{1,9}|(next-)?snapshot|(split|checkpoint)-[0-9a-f]+");
    private static final Pattern CACHE = Pattern.compile("[1-9]\\d{0,8}");

    private SweptNames() {}

    /** Whether a path right in the folder of the lanes, or deeper, belongs to a lane. */
    static boolean isOfLane(Path lanes, Path path) {
        return isOf(LANE, lanes, path);
    }

    /** Whether a path right in the folder of TDLib's caches, or deeper, belongs to one of them. */
    static boolean isOfCache(Path cache, Path path) {
        return isOf(CACHE, cache, path);
    }

    private static boolean isOf(Pattern names, Path folder, Path path) {
        if (path.equals(folder) || !path.startsWith(folder)) {
            return false;
        }
        return names.matcher(folder.relativize(path).getName(0).toString()).matches();
    }
}

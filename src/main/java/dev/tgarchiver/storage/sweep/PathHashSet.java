package dev.tgarchiver.storage.sweep;

import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.storage.naming.FoldedName;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The paths that an archive knows, a million of them in 8 MB. May take a path for a known one that is none, though that is
 * as good as impossible; never the other way round. Names that a file system may take for one name are one here, too. For
 * one thread.
 */
public final class PathHashSet {

    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final Set<String> places = new HashSet<>();
    private String lastPlace = "";
    private long[] hashes = new long[1024];
    private int count;
    private boolean sorted = true;
    private boolean inRoot;

    /** The archive knows this path. */
    public void add(RelativePath path) {
        if (count == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * count);
        }
        hashes[count++] = hash(path.toString());
        sorted = false;
        List<String> folders = path.folders();
        if (folders.isEmpty()) {
            inRoot = true;
        } else if (!folders.get(0).equals(lastPlace)) {
            lastPlace = folders.get(0);
            places.add(FoldedName.of(lastPlace));
        }
    }

    /** Whether the archive knows a path. */
    public boolean contains(RelativePath path) {
        return contains(path.toString());
    }

    /** Whether the archive knows a path. */
    boolean contains(String path) {
        if (!sorted) {
            Arrays.sort(hashes, 0, count);
            sorted = true;
        }
        return Arrays.binarySearch(hashes, 0, count, hash(path)) >= 0;
    }

    /** Whether the archive has files in a folder of its root. */
    boolean isInUse(String folder) {
        return places.contains(FoldedName.of(folder));
    }

    /** Whether the archive has files right in its root. */
    boolean rootIsInUse() {
        return inRoot;
    }

    private static long hash(String path) {
        String folded = FoldedName.of(path);
        long hash = FNV_BASIS;
        for (int i = 0; i < folded.length(); i++) {
            hash = (hash ^ folded.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }
}

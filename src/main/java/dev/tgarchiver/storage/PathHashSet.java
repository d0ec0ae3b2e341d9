package dev.tgarchiver.storage;

import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.storage.naming.FoldedName;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The set of paths that the archive knows, as hashes: 8 MB for a million paths. A false positive is possible but
 * extremely unlikely; there are no false negatives. Names that a file system may treat as one name count as one. For
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

    /** Adds a path that the archive knows. */
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

    /** The same for the text of a path, which need not be a valid one. */
    public boolean contains(String path) {
        if (!sorted) {
            Arrays.sort(hashes, 0, count);
            sorted = true;
        }
        return Arrays.binarySearch(hashes, 0, count, hash(path)) >= 0;
    }

    /** Whether the archive has files in a folder of its root. */
    public boolean isInUse(String folder) {
        return places.contains(FoldedName.of(folder));
    }

    /** Whether the archive has files directly in its root. */
    public boolean rootIsInUse() {
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

package dev.tgarchiver.storage.local;

import dev.tgarchiver.storage.naming.FoldedName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a path really leads, whatever links, mounts and letters' case it has on its way: the part that exists, and the
 * names below it that do not yet. Looks at the file system once, when it is made; immutable.
 *
 * @param existing real, absolute
 * @param missing names below it of which nothing exists
 */
public record RealPath(Path existing, List<String> missing) {

    /** As many links in a row as Linux follows. */
    private static final int MOST_LINKS = 40;

    /** Copies the names. */
    public RealPath {
        missing = List.copyOf(missing);
    }

    /** Where a path leads now. What cannot be looked at counts as missing. */
    public static RealPath of(Path path) {
        return of(path.toAbsolutePath().normalize(), MOST_LINKS);
    }

    private static RealPath of(Path path, int links) {
        try {
            return new RealPath(path.toRealPath(), List.of());
        } catch (IOException e) {
            Path parent = path.getParent();
            Path name = path.getFileName();
            if (parent == null || name == null) {
                return new RealPath(path, List.of());
            }
            RealPath above = of(parent, links);
            if (above.missing.isEmpty() && links > 0) {
                Path link = above.existing.resolve(name);
                try {
                    return of(
                            above.existing.resolve(Files.readSymbolicLink(link)).normalize(), links - 1);
                } catch (IOException | UnsupportedOperationException noLink) {
                    // The usual case: there is nothing.
                    return above.with(name.toString());
                }
            }
            return above.with(name.toString());
        }
    }

    private RealPath with(String name) {
        List<String> names = new ArrayList<>(missing);
        names.add(name);
        return new RealPath(existing, names);
    }

    /**
     * Whether another path is this one or leads below it. Names of which nothing exists yet count as equal when a file
     * system may take them for one: their letters' case and normalisation do not count.
     */
    public boolean contains(RealPath other) {
        if (!missing.isEmpty()) {
            return other.missing.size() >= missing.size()
                    && folded(other.missing.subList(0, missing.size())).equals(folded(missing))
                    && isSame(existing, other.existing);
        }
        for (Path above = other.existing; above != null; above = above.getParent()) {
            if (isSame(existing, above)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the two contains the other. */
    public boolean overlaps(RealPath other) {
        return contains(other) || other.contains(this);
    }

    private static boolean isSame(Path one, Path other) {
        try {
            // One folder may be mounted in two places.
            return one.equals(other) || Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> folded(List<String> names) {
        return names.stream().map(FoldedName::of).toList();
    }
}

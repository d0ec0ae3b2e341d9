package dev.tgarchiver.storage;

import dev.tgarchiver.storage.naming.FoldedName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The real target of a path, after links, mounts and letter case are resolved: the part that exists, and the names
 * below it that do not exist yet. Reads the file system once, on creation; immutable.
 *
 * @param existing the real, absolute path of the part that exists
 * @param missing the names below it that do not exist
 */
public record RealPath(Path existing, List<String> missing) {

    /** The number of links in a row that Linux follows. */
    private static final int MOST_LINKS = 40;

    /** Copies the names. */
    public RealPath {
        missing = List.copyOf(missing);
    }

    /** Resolves a path now. What cannot be read counts as missing. */
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
                    // The usual case: nothing exists there.
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
     * Whether another path is this one or below it. Names that do not exist yet count as equal when a file system may
     * treat them as one: letter case and normalisation are ignored.
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

package dev.tgarchiver.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A path below the archive's folder that cannot leave it: no component is empty, {@code .} or {@code ..}, or contains a
 * separator or a colon. Its text has slashes on every system, so an archive can be moved. Immutable.
 */
public record RelativePath(List<String> names) {

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException when a name could lead elsewhere
     */
    public RelativePath {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a relative path needs a name");
        }
        for (String name : names) {
            if (name.isBlank()
                    || name.equals(".")
                    || name.equals("..")
                    || name.indexOf('/') >= 0
                    || name.indexOf('\\') >= 0
                    || name.indexOf(':') >= 0
                    || name.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("\"" + name + "\" cannot be part of a relative path");
            }
        }
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException when the text is not such a path
     */
    public static RelativePath parse(String text) {
        return new RelativePath(List.of(text.split("/", -1)));
    }

    /** The last component. */
    public String name() {
        return names.get(names.size() - 1);
    }

    /** The components before the last one. */
    public List<String> folders() {
        return names.subList(0, names.size() - 1);
    }

    /** The path of another name in the same folder. */
    public RelativePath withName(String name) {
        List<String> changed = new ArrayList<>(folders());
        changed.add(name);
        return new RelativePath(changed);
    }

    /** The path below a folder. Only computes. */
    public Path in(Path root) {
        Path path = root;
        for (String name : names) {
            path = path.resolve(name);
        }
        return path;
    }

    /** The components with slashes between them. */
    @Override
    public String toString() {
        return String.join("/", names);
    }
}

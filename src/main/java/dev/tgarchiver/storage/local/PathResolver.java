package dev.tgarchiver.storage.local;

import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.storage.StorageFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Resolves paths of an archive during one pass over many files: each folder is resolved once. Thread-safe; blocks on
 * the disk at the first request for a folder.
 */
public final class PathResolver {

    private final FileStore store;
    private final Map<List<String>, Path> folders = new ConcurrentHashMap<>();

    /** A resolver for one pass over the files in a store. */
    public PathResolver(FileStore store) {
        this.store = store;
    }

    /**
     * The path of a file, whether or not it exists.
     *
     * @throws StorageFailure as {@link FileStore#locate}, for each file of an unsafe folder
     */
    public Path locate(RelativePath path) throws StorageFailure {
        List<String> names = path.folders();
        Path folder = folders.get(names);
        if (folder == null) {
            Path parent = store.locate(path).getParent();
            folder = parent == null ? store.root() : parent;
            folders.put(names, folder);
        }
        return folder.resolve(path.name());
    }
}

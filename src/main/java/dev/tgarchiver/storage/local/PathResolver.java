package dev.tgarchiver.storage.local;

import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.storage.StorageFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the files of an archive are, for one pass over many of them: each folder is looked at once. Thread-safe; blocks on
 * the disk when a folder is asked for the first time.
 */
public final class PathResolver {

    private final FileStore store;
    private final Map<List<String>, Path> folders = new ConcurrentHashMap<>();

    /** A pass over the files in a store. */
    public PathResolver(FileStore store) {
        this.store = store;
    }

    /**
     * Where a file is, or would be.
     *
     * @throws StorageFailure as {@link FileStore#locate}; a folder that is refused is refused for each of its files
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

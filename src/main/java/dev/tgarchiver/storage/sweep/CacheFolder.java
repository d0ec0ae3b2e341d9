package dev.tgarchiver.storage.sweep;

import dev.tgarchiver.storage.Removable;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.FileEntry;
import dev.tgarchiver.storage.local.FileTree;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads TDLib's own folders of files: partial downloads in the folder {@code temp} of each, and complete files that the
 * archiver has not taken out. TDLib checks its files, so a file that is missing there is only downloaded again. For use
 * only while no TDLib client uses the folders. Removes nothing.
 */
public final class CacheFolder {

    private static final String PARTIALS = "temp";

    private final List<Entry> entries = new ArrayList<>();

    private record Entry(FileEntry file, Instant lastUse, boolean partial) {}

    private CacheFolder() {}

    /** Whether a file is a partial download of TDLib, judged by its folder. */
    static boolean isPartial(Path file) {
        return file.resolveSibling("").endsWith(PARTIALS);
    }

    /** Reads the current content of a folder. */
    public static CacheFolder look(Path folder) throws StorageFailure {
        CacheFolder cache = new CacheFolder();
        FileTree.walk(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && SweptNames.isOfCache(folder, file)) {
                    FileTime read = attributes.lastAccessTime();
                    FileTime written = attributes.lastModifiedTime();
                    Instant lastUse = (read.compareTo(written) > 0 ? read : written).toInstant();
                    FileEntry found = new FileEntry(file, attributes.size());
                    // A partial file is read and written only to resume it.
                    cache.entries.add(
                            isPartial(file)
                                    ? new Entry(found, written.toInstant(), true)
                                    : new Entry(found, lastUse, false));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException cause) throws IOException {
                return FileTree.continueIfMissing(cause);
            }
        });
        return cache;
    }

    /** Partial downloads that no run has resumed since this time. */
    public List<Removable> partialsBefore(Instant time) {
        return entries.stream()
                .filter(entry -> entry.partial() && entry.lastUse().isBefore(time))
                .<Removable>map(Entry::file)
                .toList();
    }

    /**
     * The files to remove so that at most {@code maxBytes} remain: complete files first, which are easily fetched
     * again, then partial ones; least recently used first.
     *
     * @param going the files that are removed anyway
     */
    public List<Removable> excess(long maxBytes, List<Removable> going) {
        List<Entry> staying = new ArrayList<>(
                entries.stream().filter(entry -> !going.contains(entry.file())).toList());
        staying.sort(Comparator.comparing(Entry::partial).thenComparing(Entry::lastUse));
        long bytes = staying.stream().mapToLong(entry -> entry.file().size()).sum();
        List<Removable> excess = new ArrayList<>();
        for (Entry entry : staying) {
            if (bytes <= maxBytes) {
                break;
            }
            excess.add(entry.file());
            bytes -= entry.file().size();
        }
        return excess;
    }
}

package dev.tgarchiver.storage.sweep;

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
 * TDLib's own folders of files: partial downloads in the folder {@code temp} of each, and whole files that nobody fetched
 * from there. TDLib checks what it finds, so a file that is missing there is only downloaded again. To be used only while no
 * TDLib does. Finds, and removes nothing.
 */
public final class CacheFolder {

    private static final String PARTIALS = "temp";

    private final List<Entry> entries = new ArrayList<>();

    private record Entry(FileEntry file, Instant lastUse, boolean partial) {}

    private CacheFolder() {}

    /** Whether a file is the beginning of one that TDLib has not whole, by its place. */
    static boolean isPartial(Path file) {
        return file.resolveSibling("").endsWith(PARTIALS);
    }

    /** What is in a folder now. */
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
                    // A partial file is read and written only to go on with it.
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

    /** Partial downloads that nobody has gone on with since. */
    public List<FileEntry> partialsBefore(Instant time) {
        return entries.stream()
                .filter(entry -> entry.partial() && entry.lastUse().isBefore(time))
                .map(Entry::file)
                .toList();
    }

    /**
     * What is to go so that at most so many bytes stay: whole files first, whose bytes are easily fetched again, then
     * partial ones; those not used for longest first.
     *
     * @param going what goes anyway
     */
    public List<FileEntry> excess(long maxBytes, List<FileEntry> going) {
        List<Entry> staying = new ArrayList<>(
                entries.stream().filter(entry -> !going.contains(entry.file())).toList());
        staying.sort(Comparator.comparing(Entry::partial).thenComparing(Entry::lastUse));
        long bytes = staying.stream().mapToLong(entry -> entry.file().size()).sum();
        List<FileEntry> excess = new ArrayList<>();
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

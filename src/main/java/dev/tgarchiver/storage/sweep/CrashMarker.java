package dev.tgarchiver.storage.sweep;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.chunk.Checkpoint;
import dev.tgarchiver.storage.chunk.ChunkedFile;
import dev.tgarchiver.storage.local.BootId;
import dev.tgarchiver.storage.local.FileEntry;
import dev.tgarchiver.storage.local.FileTree;
import dev.tgarchiver.storage.local.Fsync;
import dev.tgarchiver.storage.local.PrivateFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records whether partial downloads in TDLib's folder of files can resume. TDLib does not sync them and trusts its own
 * database about their content: after a loss of power, files may have the right size but holes instead of bytes. So a
 * marker beside the folder names the boot in which TDLib has the folder open. It is removed only after TDLib has closed
 * and everything is synced. A marker of another boot, or of one that cannot be distinguished from this one, means that
 * nothing in the folder is trusted. Of a {@link ChunkedFile} and of a file with a {@link Checkpoint}, the synced chunks
 * are trusted.
 *
 * <p>Untrusted files are removed, and TDLib continues in a folder with another name. The name matters: TDLib records a
 * partial file by its path, numbers partial files consecutively, and may have lost the last numbers. Under the old name
 * it could mistake the new start of one file for the old start of another.
 *
 * <p>For use by the process that holds the archive's lock.
 */
public final class CrashMarker {

    private static final Logger LOG = LoggerFactory.getLogger(CrashMarker.class);
    private static final String MARK = ".open";

    private final Path mark;
    private final Path folder;
    private final Path copies;
    private final Discarded discarded;

    @GuardedBy("this")
    private boolean sealed;

    /** The number and bytes of the files that were removed because they are not trusted. */
    public record Discarded(long files, long bytes) {
        static final Discarded NOTHING = new Discarded(0, 0);

        Discarded plus(Discarded other) {
            return new Discarded(files + other.files, bytes + other.bytes);
        }
    }

    private CrashMarker(Path mark, Path folder, Path copies, Discarded discarded) {
        this.mark = mark;
        this.folder = folder;
        this.copies = copies;
        this.discarded = discarded;
    }

    /**
     * Removes untrusted files, and marks the folder as open in this boot. Blocks on the disk. Call before TDLib opens.
     *
     * @param cache the folder that contains only TDLib's folder of files; created if missing
     * @param copies the folder with the folders of further TDLib clients, each with its database and its files; may be
     *     missing
     */
    public static CrashMarker open(Path cache, Path copies, BootId boot) throws StorageFailure {
        Path mark = cache.resolveSibling(cache.getFileName() + MARK);
        try {
            PrivateFiles.folder(cache);
            Optional<String> opened = read(mark);
            int number = latest(cache);
            Discarded discarded = Discarded.NOTHING;
            if (opened.isPresent() && !boot.is(opened)) {
                // Create the new folder first: its number preserves the number of the old one.
                number++;
                makeDurably(cache.resolve(Integer.toString(number)));
                Path kept = cache.resolve(Integer.toString(number));
                Checkpoint.resume(copies);
                List<Path> chunked = ChunkedFile.keepSynced(copies);
                discarded = removeBelow(
                                copies,
                                path -> SweptNames.isOfLane(copies, path)
                                        && chunked.stream().noneMatch(path::startsWith))
                        .plus(removeBelow(cache, path -> SweptNames.isOfCache(cache, path) && !path.startsWith(kept)));
                LOG.warn(
                        "{} was open in an earlier boot ({}, now {}): {} files, {} bytes discarded",
                        cache,
                        opened.get(),
                        boot.value(),
                        discarded.files(),
                        discarded.bytes());
            }
            Path folder = cache.resolve(Integer.toString(number));
            PrivateFiles.folder(folder);
            write(mark, boot);
            return new CrashMarker(mark, folder, copies, discarded);
        } catch (IOException e) {
            throw StorageFailure.of("open", cache, e);
        }
    }

    /** The folder for TDLib's files. */
    public Path folder() {
        return folder;
    }

    /** The files that were removed. */
    public Discarded discarded() {
        return discarded;
    }

    /**
     * Syncs everything to the disk and removes the marker. Call only after TDLib has closed; without this call the
     * marker stays. Blocks on the disk; never throws; calls after the first do nothing.
     *
     * @param notes the folder of TDLib's database, which must not be older than the files
     * @param needed whether a later run resumes the downloads in the folders; if not, they are removed
     */
    public synchronized void seal(Path notes, boolean needed) {
        if (sealed) {
            return;
        }
        sealed = true;
        try {
            sync(notes);
            if (!needed) {
                removeBelow(folder, found -> true);
                removeBelow(copies, path -> SweptNames.isOfLane(copies, path));
                if (!Files.isSymbolicLink(copies)) {
                    boolean unused = new FileEntry(copies, 0).remove();
                }
            }
            sync(folder);
            sync(copies);
            Files.deleteIfExists(mark);
            Fsync.folder(mark.resolveSibling(""));
        } catch (IOException | StorageFailure e) {
            LOG.warn("{} is not synced; after another boot its files are downloaded again: {}", folder, e.toString());
        }
    }

    private static Optional<String> read(Path mark) throws IOException {
        try {
            return Optional.of(Files.readString(mark).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void write(Path mark, BootId boot) throws IOException {
        Path next = mark.resolveSibling(mark.getFileName() + ".next");
        Files.writeString(next, boot.value() + "\n");
        Fsync.file(next);
        Files.move(next, mark, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Fsync.folder(mark.resolveSibling(""));
    }

    private static int latest(Path cache) throws IOException {
        try (Stream<Path> folders = Files.list(cache)) {
            return folders.map(folder -> String.valueOf(folder.getFileName()))
                    .filter(name -> name.matches("[1-9]\\d{0,8}"))
                    .mapToInt(Integer::parseInt)
                    .max()
                    .orElse(1);
        }
    }

    private static void makeDurably(Path folder) throws IOException, StorageFailure {
        PrivateFiles.folder(folder);
        Fsync.folder(folder.resolveSibling(""));
    }

    private static Discarded removeBelow(Path folder, Predicate<Path> chosen) throws StorageFailure {
        long files = 0;
        long bytes = 0;
        for (FileEntry found : FileTree.all(folder)) {
            if (!found.path().equals(folder) && chosen.test(found.path())) {
                boolean file = !Files.isDirectory(found.path(), LinkOption.NOFOLLOW_LINKS);
                if (found.remove() && file) {
                    files++;
                    bytes += found.size();
                }
            }
        }
        return new Discarded(files, bytes);
    }

    private static void sync(Path folder) throws IOException, StorageFailure {
        List<Path> folders = new ArrayList<>();
        FileTree.walk(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    Fsync.file(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException cause) {
                folders.add(directory);
                return FileVisitResult.CONTINUE;
            }
        });
        for (Path each : folders) {
            Fsync.folder(each);
        }
    }
}

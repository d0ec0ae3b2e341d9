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
 * Whether what lies in TDLib's folder of files can be gone on with. TDLib syncs none of it and believes its own notes of
 * what is there: after a loss of power, files may have their size and holes for bytes. So a mark beside the folder names
 * the boot in which TDLib has it open, and goes only when TDLib has closed and everything is synced. A mark of another
 * boot, or of one that cannot be told from this, means that nothing in the folder is trusted, and of the files that are
 * gathered from several clients ({@link ChunkedFile}) or have a {@link Checkpoint} only what was synced as it came.
 *
 * <p>What is not trusted is removed, and TDLib goes on in a folder of another name. The name matters: TDLib notes a partial
 * file by its path, numbers partial files one after the other, and may have forgotten the last numbers; under the old name
 * it could take one file's new beginning for another's old one.
 *
 * <p>To be used by whoever holds the archive's lock.
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

    /** What was not trusted. */
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
     * Removes what is not to be trusted, and marks the folder as open in this boot. Blocks on the disk. To be called before
     * TDLib opens.
     *
     * @param cache holds TDLib's folder of files, and nothing else; made if missing
     * @param copies holds the folders of further TDLib clients, each with its notes and its files; may be missing
     */
    public static CrashMarker open(Path cache, Path copies, BootId boot) throws StorageFailure {
        Path mark = cache.resolveSibling(cache.getFileName() + MARK);
        try {
            PrivateFiles.folder(cache);
            Optional<String> opened = read(mark);
            int number = latest(cache);
            Discarded discarded = Discarded.NOTHING;
            if (opened.isPresent() && !boot.is(opened)) {
                // The new folder first: its number is how the old one's is remembered.
                number++;
                makeDurably(cache.resolve(Integer.toString(number)));
                Path kept = cache.resolve(Integer.toString(number));
                Checkpoint.resume(copies);
                List<Path> gathered = ChunkedFile.keepSynced(copies);
                discarded = removeBelow(
                                copies,
                                path -> SweptNames.isOfLane(copies, path)
                                        && gathered.stream().noneMatch(path::startsWith))
                        .plus(removeBelow(cache, path -> SweptNames.isOfCache(cache, path) && !path.startsWith(kept)));
                LOG.warn(
                        "The boot in which {} was open is over ({}, now {}): {} files, {} bytes discarded",
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

    /** Where TDLib is to put its files. */
    public Path folder() {
        return folder;
    }

    /** What was removed. */
    public Discarded discarded() {
        return discarded;
    }

    /**
     * Has everything on the disk and takes the mark away. To be called when TDLib has closed, and only if it has; without
     * this call the mark stays. Blocks on the disk; never throws; calls after the first do nothing.
     *
     * @param notes TDLib's own folder of notes, which must not be older than the files
     * @param needed whether somebody will go on with what lies in the folders; otherwise that is removed
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

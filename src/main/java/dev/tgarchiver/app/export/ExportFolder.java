package dev.tgarchiver.app.export;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.Fsync;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of an export. It is written under another name beside its place, and renamed when it is complete. An earlier
 * export that is in the place stays until then, and is replaced; any other folder that is not empty is refused.
 *
 * <p>A kill leaves the earlier export and a folder that the next export removes. Between two renames there is a moment in
 * which the earlier export has another name; the next export gives it back.
 */
final class ExportFolder implements AutoCloseable {

    /** Shows that a folder is an export, so that another one may replace it. */
    static final String MARK = ".archiver-export";

    private static final String UNFINISHED = ".unfinished";
    private static final String REPLACED = ".replaced";

    private final Path place;
    private final Path unfinished;
    private final Path replaced;
    private final FileChannel mark;
    private boolean isComplete;

    private ExportFolder(Path place, Path unfinished, Path replaced, FileChannel mark) {
        this.place = place;
        this.unfinished = unfinished;
        this.replaced = replaced;
        this.mark = mark;
    }

    /** Begins an export. */
    static ExportFolder create(Path output) throws InvalidRequest, StorageFailure {
        Path place = output.toAbsolutePath().normalize();
        Path name = place.getFileName();
        if (name == null) {
            throw new InvalidRequest("--output: " + output + " is the root of a file system. Name a folder in it.");
        }
        Path unfinished = place.resolveSibling(name + UNFINISHED);
        Path replaced = place.resolveSibling(name + REPLACED);
        try {
            if (Files.exists(replaced) && !Files.exists(place)) {
                Files.move(replaced, place);
            }
            refuseOther(output, place);
            refuseOther(unfinished, unfinished);
            Files.createDirectories(unfinished);
            FileChannel mark = lock(output, unfinished);
            return clear(new ExportFolder(place, unfinished, replaced, mark));
        } catch (IOException e) {
            throw StorageFailure.of("export to", place, e);
        }
    }

    private static ExportFolder clear(ExportFolder folder) throws IOException {
        try {
            delete(folder.unfinished, folder.unfinished.resolve(MARK));
            return folder;
        } catch (IOException e) {
            folder.mark.close();
            throw e;
        }
    }

    private static void refuseOther(Path output, Path folder) throws IOException, InvalidRequest {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new InvalidRequest("--output: " + output + " is not a folder. Name a new one, or an earlier export.");
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (!Files.exists(folder.resolve(MARK)) && content.findAny().isPresent()) {
                throw new InvalidRequest(
                        "--output: the folder " + output
                                + " has other files in it, which an export would replace. Name a new folder, or an earlier export.");
            }
        }
    }

    private static FileChannel lock(Path output, Path unfinished) throws IOException, InvalidRequest {
        FileChannel mark =
                FileChannel.open(unfinished.resolve(MARK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isLocked(mark)) {
            return mark;
        }
        mark.close();
        throw new InvalidRequest(
                "--output: another export to " + output + " is running. Wait for it, or name another folder.");
    }

    private static boolean isLocked(FileChannel mark) throws IOException {
        try {
            FileLock lock = mark.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Where the export is written. */
    Path path() {
        return unfinished;
    }

    /** Where it will be. */
    Path place() {
        return place;
    }

    /** Puts the complete export in its place. */
    void complete(String description) throws StorageFailure {
        try {
            Files.writeString(unfinished.resolve(MARK), description, StandardCharsets.UTF_8);
            Fsync.file(unfinished.resolve(MARK));
            Fsync.folder(unfinished);
            delete(replaced, null);
            boolean replaces = Files.exists(place);
            if (replaces) {
                Files.move(place, replaced, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
            isComplete = true;
            if (replaces) {
                delete(replaced, null);
            }
            Path parent = place.getParent();
            if (parent != null) {
                Fsync.folder(parent);
            }
        } catch (IOException e) {
            throw StorageFailure.of("export to", place, e);
        }
    }

    /** Removes what was written, unless it is complete. */
    @Override
    public void close() throws StorageFailure {
        try (FileChannel held = mark) {
            if (!isComplete && held.isOpen()) {
                delete(unfinished, null);
            }
        } catch (IOException e) {
            throw StorageFailure.of("remove", unfinished, e);
        }
    }

    /** Deletes a folder; with a file to keep, only what else is in it. */
    private static void delete(Path folder, @Nullable Path kept) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.equals(kept)) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                if (kept == null || !visited.equals(folder)) {
                    Files.delete(visited);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

package dev.tgarchiver.storage.sweep;

import dev.tgarchiver.storage.Removable;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.FileEntry;
import dev.tgarchiver.storage.local.FileTree;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the remains of runs in the folder of the lanes. A lane with a partial download has a marker file in its folder
 * {@code partials}; that download resumes. For use only while no run uses the lanes. Removes nothing.
 */
public final class StaleLanes {

    private StaleLanes() {}

    /**
     * Every lane except those with an unfinished download that started at this time or later; in an order in which the
     * files can be removed.
     */
    public static List<Removable> stale(Path lanes, Instant since) throws StorageFailure {
        if (!Files.isDirectory(lanes)) {
            return List.of();
        }
        List<Removable> stale = new ArrayList<>();
        boolean live = false;
        boolean foreign = false;
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(lanes)) {
            for (Path lane : inside) {
                if (!SweptNames.isOfLane(lanes, lane)) {
                    foreign = true;
                } else if (isLive(lane.resolve("partials"), since)) {
                    live = true;
                } else {
                    stale.addAll(FileTree.all(lane));
                }
            }
        } catch (IOException e) {
            throw StorageFailure.of("list", lanes, e);
        }
        if (!live && !foreign && !Files.isSymbolicLink(lanes)) {
            stale.add(new FileEntry(lanes, 0));
        }
        return stale;
    }

    private static boolean isLive(Path partials, Instant since) throws IOException {
        if (!Files.isDirectory(partials)) {
            return false;
        }
        try (DirectoryStream<Path> partial = Files.newDirectoryStream(partials)) {
            for (Path file : partial) {
                if (!Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                    return true;
                }
            }
        }
        return false;
    }
}

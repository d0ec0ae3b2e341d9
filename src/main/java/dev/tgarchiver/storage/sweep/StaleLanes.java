package dev.tgarchiver.storage.sweep;

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
 * What runs have left in the folder of the lanes. A lane in which the beginning of a file lies says so by a file in its
 * folder {@code partials}; it is gone on with. To be used only while no run does. Finds, and removes nothing.
 */
public final class StaleLanes {

    private StaleLanes() {}

    /**
     * Every lane but those that have begun a download at this time or later and not ended it; in an order in which it
     * can be removed.
     */
    public static List<FileEntry> stale(Path lanes, Instant since) throws StorageFailure {
        if (!Files.isDirectory(lanes)) {
            return List.of();
        }
        List<FileEntry> stale = new ArrayList<>();
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
            throw StorageFailure.of("look through", lanes, e);
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
        try (DirectoryStream<Path> begun = Files.newDirectoryStream(partials)) {
            for (Path file : begun) {
                if (!Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                    return true;
                }
            }
        }
        return false;
    }
}

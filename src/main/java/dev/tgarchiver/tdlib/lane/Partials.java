package dev.tgarchiver.tdlib.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.tdlib.login.SessionKey;
import dev.tgarchiver.telegram.TelegramFailure.Local;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records which lane has the partial download of which file. Only the client that started a download can resume it,
 * since only that client's database has the path of the bytes and which of them were received. Each record is an empty
 * file, {@code lanes/3/partials/<the file's unique id>}, created at the start of the download, so that it survives any
 * end of the process. Thread-safe.
 */
final class Partials {

    private static final Logger LOG = LoggerFactory.getLogger(Partials.class);

    /**
     * A smaller file is not worth keeping a copy of the session for: the files that a worker has in flight are 4 MiB
     * together. With the 2 MiB that TDLib has in flight, that is what a worker may have to fetch again.
     */
    private static final long WORTH_KEEPING = 256L << 10;

    /**
     * After this many attempts without a byte, the lane itself may be the reason: the next attempt starts in another
     * lane.
     */
    private static final int FRUITLESS = 3;

    private static final String FOLDER = "partials";

    private final Path folder;

    @GuardedBy("this")
    private final Map<String, Integer> lanes = new HashMap<>();

    @GuardedBy("this")
    private final Map<String, Integer> fruitless = new HashMap<>();

    private Partials(Path folder) {
        this.folder = folder;
    }

    /** Reads the records of earlier runs in the lanes' folder. */
    static Partials read(Path folder) {
        Partials partials = new Partials(folder);
        partials.readAll();
        return partials;
    }

    private synchronized void readAll() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> markers = Files.newDirectoryStream(folder)) {
            for (Path lane : markers) {
                if (lane.getFileName().toString().matches("[1-9][0-9]{0,8}")) {
                    readLane(lane);
                }
            }
        } catch (IOException e) {
            LOG.warn("Cannot read the partial downloads of earlier runs, so they restart: {}", e.toString());
        }
    }

    @GuardedBy("this")
    private void readLane(Path lane) throws IOException {
        if (!Files.isDirectory(lane.resolve(FOLDER))) {
            return;
        }
        try (DirectoryStream<Path> markers = Files.newDirectoryStream(lane.resolve(FOLDER))) {
            for (Path marker : markers) {
                try {
                    String id = new String(
                            HexFormat.of().parseHex(marker.getFileName().toString()), StandardCharsets.UTF_8);
                    lanes.put(id, Integer.valueOf(lane.getFileName().toString()));
                } catch (IllegalArgumentException e) {
                    LOG.debug("{} is not a marker of a partial download", marker);
                }
            }
        }
    }

    /** Whether a file of this size is worth recording; 0 means unknown. */
    static boolean worthKeeping(long size) {
        return size == 0 || size >= WORTH_KEEPING;
    }

    /** Whether a lane has an unfinished download that was started or resumed at this time or later. */
    static boolean isLive(Path lane, Instant since) throws IOException {
        if (!Files.isDirectory(lane.resolve(FOLDER))) {
            return false;
        }
        try (DirectoryStream<Path> markers = Files.newDirectoryStream(lane.resolve(FOLDER))) {
            for (Path marker : markers) {
                if (!Files.getLastModifiedTime(marker).toInstant().isBefore(since)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The lane with the partial download of a file. */
    synchronized Optional<Integer> laneOf(String uniqueId) {
        return Optional.ofNullable(lanes.get(uniqueId));
    }

    /** The lanes with a partial download, in ascending order. */
    synchronized IntStream lanes() {
        return Set.copyOf(lanes.values()).stream().mapToInt(Integer::intValue).sorted();
    }

    /** Records that a lane starts a file or resumes it. */
    synchronized void start(int lane, String uniqueId, Instant now) {
        Integer before = lanes.put(uniqueId, lane);
        try {
            if (before != null && before != lane) {
                Files.deleteIfExists(marker(before, uniqueId));
            }
            Path marker = marker(lane, uniqueId);
            SessionKey.secureFolder(folder);
            SessionKey.secureFolder(folder.resolve(Integer.toString(lane)));
            Files.createDirectories(folder.resolve(Integer.toString(lane)).resolve(FOLDER));
            if (Files.notExists(marker)) {
                Files.createFile(marker);
            }
            Files.setLastModifiedTime(marker, FileTime.from(now));
        } catch (IOException | Local e) {
            LOG.warn("If this run is interrupted, its download of {} restarts: {}", uniqueId, e.toString());
        }
    }

    /** Removes the record of a file that is complete, or never will be: the lane no longer has any part of it. */
    synchronized void end(String uniqueId) {
        fruitless.remove(uniqueId);
        Integer lane = lanes.remove(uniqueId);
        if (lane == null) {
            return;
        }
        try {
            Files.deleteIfExists(marker(lane, uniqueId));
        } catch (IOException e) {
            LOG.warn("Could not remove {}: {}", marker(lane, uniqueId), e.toString());
        }
    }

    /** Records an attempt that received new bytes. */
    synchronized void grown(String uniqueId) {
        fruitless.remove(uniqueId);
    }

    /** Records a temporarily failed attempt that received no new byte. */
    synchronized void notGrown(String uniqueId) {
        if (fruitless.merge(uniqueId, 1, Integer::sum) >= FRUITLESS) {
            end(uniqueId);
        }
    }

    /** Removes the records of all downloads of a lane. */
    synchronized void endAll(int lane) {
        for (String uniqueId : lanes.keySet().toArray(String[]::new)) {
            if (lanes.getOrDefault(uniqueId, 0) == lane) {
                end(uniqueId);
            }
        }
    }

    private Path marker(int lane, String uniqueId) {
        return folder.resolve(Integer.toString(lane))
                .resolve(FOLDER)
                .resolve(HexFormat.of().formatHex(uniqueId.getBytes(StandardCharsets.UTF_8)));
    }
}

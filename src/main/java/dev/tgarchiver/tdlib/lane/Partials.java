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
 * Which lane has the beginning of which file. Only the client that began a download can go on with it, since where its
 * bytes lie and which of them are there stands in that client's database. Remembered as an empty file each,
 * {@code lanes/3/partials/<the file's unique id>}, made when a download begins, so that it outlives the process however
 * that ends. Thread-safe.
 */
final class Partials {

    private static final Logger LOG = LoggerFactory.getLogger(Partials.class);

    /**
     * A smaller file is not worth keeping a copy of the session for: as many as a worker has in flight are 4 MiB together, which
     * with the 2 MiB that TDLib has in flight is what a worker may have to fetch again.
     */
    private static final long WORTH_KEEPING = 256L << 10;

    /** A lane that so often got no byte of a file may be the reason itself: the next attempt begins elsewhere. */
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

    /** What earlier runs have left in the lanes' folder. */
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
            LOG.warn("What earlier runs have begun cannot be read, and is begun anew: {}", e.toString());
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
                    LOG.debug("{} is not one of ours", marker);
                }
            }
        }
    }

    /** Whether a file of this size is worth remembering; 0 is unknown. */
    static boolean worthKeeping(long size) {
        return size == 0 || size >= WORTH_KEEPING;
    }

    /** Whether one of a lane's downloads was begun at this time or later, and is not done. */
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

    /** The lane that has the beginning of a file. */
    synchronized Optional<Integer> laneOf(String uniqueId) {
        return Optional.ofNullable(lanes.get(uniqueId));
    }

    /** The lanes that have the beginning of a file, in their order. */
    synchronized IntStream lanes() {
        return Set.copyOf(lanes.values()).stream().mapToInt(Integer::intValue).sorted();
    }

    /** A lane begins with a file, or goes on with it. */
    synchronized void begin(int lane, String uniqueId, Instant now) {
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
            LOG.warn("If this run ends early, its download of {} has to begin anew: {}", uniqueId, e.toString());
        }
    }

    /** The file is whole, or will never be: nothing of it is left in the lane. */
    synchronized void end(String uniqueId) {
        fruitless.remove(uniqueId);
        Integer lane = lanes.remove(uniqueId);
        if (lane == null) {
            return;
        }
        try {
            Files.deleteIfExists(marker(lane, uniqueId));
        } catch (IOException e) {
            LOG.warn("{} stays behind: {}", marker(lane, uniqueId), e.toString());
        }
    }

    /** An attempt brought new bytes. */
    synchronized void grown(String uniqueId) {
        fruitless.remove(uniqueId);
    }

    /** An attempt failed, as it may not the next time, and brought not one new byte. */
    synchronized void notGrown(String uniqueId) {
        if (fruitless.merge(uniqueId, 1, Integer::sum) >= FRUITLESS) {
            end(uniqueId);
        }
    }

    /** Forgets everything that a lane has begun. */
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

package dev.tgarchiver.torture;

import dev.tgarchiver.model.PostId;
import dev.tgarchiver.storage.naming.TemporaryName;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.StoredFile;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.Walked;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What lies there after a kill, while no program runs. Looks at a copy of the tracker, so that the next program, and not
 * this one, has to recover from what the kill has left.
 *
 * @param recorded the posts in the tracker
 * @param done the rows that say that a file is in the archive, by post
 * @param problems what contradicts what the tracker promises
 * @param temporaries files under temporary names, each with its time of change
 * @param unrecorded files under their final names without a row that knows them, each with its time of change
 */
record Inspection(
        Walked walked,
        Set<Integer> recorded,
        Map<Integer, StoredFile> done,
        Set<String> problems,
        Set<String> temporaries,
        Set<String> unrecorded) {

    private static final int ALL = Integer.MAX_VALUE;

    /** Before the first kill. */
    static Inspection ofNothing() {
        return new Inspection(Walked.NOTHING, Set.of(), Map.of(), Set.of(), Set.of(), Set.of());
    }

    /** Looks. Reads every byte of the archive. */
    static Inspection of(TorturedArchive archive, TargetChannel target) throws IOException {
        Set<String> problems = new TreeSet<>();
        Map<Integer, StoredFile> done = new HashMap<>();
        Set<Integer> recorded = new HashSet<>();
        Walked walked = Walked.NOTHING;
        Path copy = Files.createTempDirectory(archive.data().resolveSibling("data"), "inspection");
        try {
            if (copyTracker(archive, copy)) {
                try (Tracker tracker = SqliteTracker.open(copy.resolve("tracker.db"))) {
                    tracker.integrityCheck().forEach(problem -> problems.add("integrity check: " + problem));
                    for (StoredFile file : tracker.doneAfter(0, ALL)) {
                        done.put(Math.toIntExact(file.origin().messageId()), file);
                    }
                    walked = tracker.channel(target.channel().chatId())
                            .map(ChannelRow::walked)
                            .orElse(Walked.NOTHING);
                    for (int id : target.channel().history().ids()) {
                        if (tracker.post(new PostId(target.channel().chatId(), id))
                                .isPresent()) {
                            recorded.add(id);
                        }
                    }
                }
            }
        } catch (TrackerFailure e) {
            problems.add("the tracker does not open: " + e.getMessage());
        } finally {
            delete(copy);
        }
        Map<Integer, String> hashes = target.hashes();
        done.forEach((post, file) -> {
            String problem =
                    compare(archive.downloads().resolve(file.stored().path().toString()), hashes.get(post));
            if (!problem.isEmpty()) {
                problems.add("post " + post + " is done, but its file "
                        + file.stored().path() + " " + problem);
            }
            if (!file.stored().sha256().equals(hashes.get(post))) {
                problems.add("post " + post + " is done with a wrong SHA-256");
            }
        });
        Set<Path> known = done.values().stream()
                .map(file -> archive.downloads().resolve(file.stored().path().toString()))
                .collect(Collectors.toSet());
        Set<String> temporaries = new TreeSet<>();
        Set<String> unrecorded = new TreeSet<>();
        for (Path file : files(archive.downloads())) {
            if (TemporaryName.is(file)) {
                temporaries.add(file + " " + Files.getAttribute(file, "unix:ctime"));
            } else if (!known.contains(file)) {
                unrecorded.add(file + " " + Files.getAttribute(file, "unix:ctime"));
            }
        }
        return new Inspection(walked, recorded, done, problems, temporaries, unrecorded);
    }

    private static boolean copyTracker(TorturedArchive archive, Path to) throws IOException {
        if (Files.notExists(archive.tracker())) {
            return false;
        }
        Files.copy(archive.tracker(), to.resolve("tracker.db"));
        if (Files.exists(archive.trackerLog())) {
            Files.copy(archive.trackerLog(), to.resolve("tracker.db-wal"));
        }
        return true;
    }

    private static void delete(Path folder) throws IOException {
        for (Path file : files(folder)) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }

    private static String compare(Path file, @Nullable String expected) {
        try {
            return sha256(file).equals(expected) ? "" : "has wrong bytes";
        } catch (NoSuchFileException e) {
            return "is not there";
        } catch (IOException e) {
            return "cannot be read: " + e;
        }
    }

    static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}

package dev.tgarchiver.torture;

import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.program.Folders;
import dev.tgarchiver.program.Installation;
import dev.tgarchiver.storage.naming.TemporaryName;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.StoredFile;
import dev.tgarchiver.tracker.post.PostStatus;
import dev.tgarchiver.tracker.post.PostVersion;
import dev.tgarchiver.tracker.post.Walked;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
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
 * @param deleted those of them that are marked as deleted
 * @param texts what the versions of a post say, the latest last
 * @param done the rows that say that a file is in the archive
 * @param failed the posts whose files failed
 * @param problems what contradicts what the tracker promises
 * @param temporaries files under temporary names, each with its time of change
 * @param unrecorded files under their final names without a row that knows them, each with its time of change
 */
record Inspection(
        Walked walked,
        Set<Integer> recorded,
        Set<Integer> deleted,
        Map<Integer, List<String>> texts,
        Map<PostFile, StoredFile> done,
        Set<Integer> failed,
        Set<String> problems,
        Set<String> temporaries,
        Set<String> unrecorded) {

    private static final int ALL = Integer.MAX_VALUE;
    private static final String ABSENT = "is not there";

    /** Before the first kill. */
    static Inspection ofNothing() {
        return new Inspection(
                Walked.NOTHING, Set.of(), Set.of(), Map.of(), Map.of(), Set.of(), Set.of(), Set.of(), Set.of());
    }

    /** Looks. Reads every byte of the archive. */
    static Inspection of(Installation archive, TargetChannel target) throws IOException {
        Set<String> problems = new TreeSet<>();
        Map<PostFile, StoredFile> done = new HashMap<>();
        Set<Integer> recorded = new HashSet<>();
        Set<Integer> deleted = new HashSet<>();
        Set<Integer> failed = new HashSet<>();
        Map<Integer, List<String>> texts = new HashMap<>();
        Walked walked = Walked.NOTHING;
        Path copy = Files.createTempDirectory(archive.folder(), "inspection");
        try {
            if (copyTracker(archive, copy)) {
                try (Tracker tracker = SqliteTracker.open(copy.resolve("tracker.db"))) {
                    tracker.integrityCheck().forEach(problem -> problems.add("integrity check: " + problem));
                    for (StoredFile file : tracker.doneAfter(0, ALL)) {
                        int post = Math.toIntExact(file.origin().messageId());
                        done.put(new PostFile(post, file.stored().sha256()), file);
                    }
                    walked = tracker.channel(target.channel().chatId())
                            .map(ChannelRow::walked)
                            .orElse(Walked.NOTHING);
                    long chat = target.channel().chatId();
                    for (PostStatus status : tracker.standings(chat, 1, ALL)) {
                        int id = Math.toIntExact(status.messageId());
                        recorded.add(id);
                        if (status.deleted()) {
                            deleted.add(id);
                        }
                        texts.put(id, texts(tracker, new PostId(chat, id)));
                    }
                    tracker.failed(List.of(chat), ALL)
                            .forEach(file ->
                                    failed.add(Math.toIntExact(file.origin().messageId())));
                }
            }
        } catch (TrackerFailure e) {
            problems.add("the tracker does not open: " + e.getMessage());
        } finally {
            Folders.delete(copy);
        }
        Set<PostFile> posted = target.everyFile();
        done.forEach((file, stored) -> {
            String problem =
                    compare(archive.downloads().resolve(stored.stored().path().toString()), file.sha256());
            if (!problem.isEmpty()) {
                problems.add(file + " is done, but " + stored.stored().path() + " " + problem);
            }
            if (!posted.contains(file)) {
                problems.add(file + " is done, and was never posted");
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
        return new Inspection(walked, recorded, deleted, texts, done, failed, problems, temporaries, unrecorded);
    }

    /** Tells what may not be after any round: what contradicts itself, and what an earlier inspection saw and is gone. */
    void compareWith(Inspection earlier, String what, Damage damage) {
        for (String problem : problems) {
            if (problem.endsWith(ABSENT)) {
                damage.lost(what + problem);
            } else {
                damage.wrong(what + problem);
            }
        }
        Set<PostFile> forgotten = new HashSet<>(earlier.done().keySet());
        forgotten.removeAll(done.keySet());
        forgotten.forEach(file -> damage.lost(what + file + " was done, and is not any more"));
        Set<Integer> unknown = new HashSet<>(earlier.recorded());
        unknown.removeAll(recorded);
        unknown.forEach(post -> damage.lost(what + "post " + post + " was recorded, and is not any more"));
        earlier.texts().forEach((post, before) -> {
            List<String> now = texts.getOrDefault(post, List.of());
            if (!begins(now, before)) {
                damage.lost(what + "post " + post + " had the versions " + before + ", and has " + now);
            }
        });
        Set<Integer> back = new HashSet<>(earlier.deleted());
        back.removeAll(deleted);
        back.forEach(post -> damage.lost(what + "post " + post + " was marked as deleted, and is not any more"));
    }

    /** Whether all versions are there still. What TDLib had cut short may have become whole. */
    private static boolean begins(List<String> now, List<String> before) {
        for (int i = 0; i < before.size(); i++) {
            if (i >= now.size() || !now.get(i).startsWith(before.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> texts(Tracker tracker, PostId post) throws TrackerFailure {
        return tracker.versions(post).stream().map(PostVersion::text).toList();
    }

    private static boolean copyTracker(Installation archive, Path to) throws IOException {
        if (Files.notExists(archive.tracker())) {
            return false;
        }
        Files.copy(archive.tracker(), to.resolve("tracker.db"));
        Path log = archive.tracker().resolveSibling("tracker.db-wal");
        if (Files.exists(log)) {
            Files.copy(log, to.resolve("tracker.db-wal"));
        }
        return true;
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }

    private static String compare(Path file, @Nullable String expected) {
        try {
            return Folders.sha256(file).equals(expected) ? "" : "has wrong bytes";
        } catch (NoSuchFileException e) {
            return ABSENT;
        } catch (IOException e) {
            return "cannot be read: " + e;
        }
    }
}

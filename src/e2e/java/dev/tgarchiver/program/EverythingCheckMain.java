package dev.tgarchiver.program;

import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.post.PostStatus;
import dev.tgarchiver.tracker.post.PostVersion;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compares an archive of a post of every kind with what the local server says that it must hold; for the demo script. */
public final class EverythingCheckMain {

    private final TrackerReader tracker;
    private final Path downloads;
    private final Map<String, ChannelRow> chats = new HashMap<>();
    private final Map<String, Path> files = new TreeMap<>();
    private final Set<String> expected = new HashSet<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    private EverythingCheckMain(TrackerReader tracker, Path downloads) {
        this.tracker = tracker;
        this.downloads = downloads;
    }

    /** The folder with the data, and the server's list. */
    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        List<String> lines = Files.readAllLines(Path.of(arguments[1]));
        try (TrackerReader tracker = SqliteTracker.openReadOnly(data.resolve("tracker.db"))) {
            EverythingCheckMain check = new EverythingCheckMain(tracker, data.resolve("downloads"));
            for (String line : lines) {
                check.compare(line.split("\t"), line);
            }
            check.end();
        }
    }

    /** What is in a chat's folder is looked at when the first line names the chat. */
    private ChannelRow chat(String name) throws TrackerFailure, IOException {
        ChannelRow known = chats.get(name);
        if (known != null) {
            return known;
        }
        ChannelRow found = tracker.channels().stream()
                .filter(row -> row.channel().username().equals(Optional.of(name)))
                .findFirst()
                .orElseThrow();
        chats.put(name, found);
        Path folder = downloads.resolve(found.directory());
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.filter(Files::isRegularFile).toList()) {
                    files.put(Folders.sha256(path), path);
                }
            }
        }
        return found;
    }

    private void compare(String[] line, String text) throws TrackerFailure, IOException {
        PostId post = new PostId(chat(line[1]).chatId(), Long.parseLong(line[2]));
        List<PostVersion> versions = tracker.versions(post);
        boolean right =
                switch (line[0]) {
                    case "kind" -> !versions.isEmpty() && versions.get(0).json().isPresent();
                    case "file" -> isThere(line[4]);
                    case "text" ->
                        versions.stream().anyMatch(version -> version.text().equals(line[3]));
                    case "edited" -> versions.size() == 2;
                    case "deleted" ->
                        tracker.standings(post.chatId(), post.messageId(), post.messageId()).stream()
                                .anyMatch(PostStatus::deleted);
                    case "topic" ->
                        tracker.post(post)
                                .filter(found -> found.detail().topic() == Long.parseLong(line[3]))
                                .isPresent();
                    case "comment" ->
                        tracker.comments(post).stream()
                                .anyMatch(comment -> comment.messageId() == Long.parseLong(line[3]));
                    default -> throw new IllegalArgumentException(text);
                };
        if (right) {
            counts.merge(line[0], 1, Integer::sum);
        } else {
            wrong.add(text);
        }
    }

    private boolean isThere(String hash) {
        expected.add(hash);
        return files.containsKey(hash);
    }

    private void end() {
        files.forEach((hash, path) -> {
            if (!expected.contains(hash)) {
                wrong.add("surplus\t" + path);
            }
        });
        wrong.forEach(System.err::println);
        if (!wrong.isEmpty()) {
            System.exit(1);
        }
        System.out.printf(
                "%d posts, each of another kind, %d files and %d texts are all there; "
                        + "%d post edited, %d deleted, %d in a topic, %d comment%n",
                counts.get("kind"),
                counts.get("file"),
                counts.get("text"),
                counts.get("edited"),
                counts.get("deleted"),
                counts.get("topic"),
                counts.get("comment"));
    }
}

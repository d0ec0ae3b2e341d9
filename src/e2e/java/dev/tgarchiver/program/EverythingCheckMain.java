package dev.tgarchiver.program;

import dev.tgarchiver.localtelegram.EverythingChannel;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compares an archive of {@code @everything} with what the local server says that it must hold; for the demo script. */
public final class EverythingCheckMain {

    private final TrackerReader tracker;
    private final long chatId;
    private final Map<String, Path> files;
    private final Set<String> expected = new HashSet<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    private EverythingCheckMain(TrackerReader tracker, ChannelRow channel, Path downloads) throws IOException {
        this.tracker = tracker;
        chatId = channel.chatId();
        files = hashes(downloads.resolve(channel.directory()));
    }

    /** The folder with the data, and the server's list. */
    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        List<String> lines = Files.readAllLines(Path.of(arguments[1]));
        try (TrackerReader tracker = SqliteTracker.openReadOnly(data.resolve("tracker.db"))) {
            ChannelRow channel = tracker.channels().stream()
                    .filter(row -> row.channel().username().equals(Optional.of(EverythingChannel.NAME)))
                    .findFirst()
                    .orElseThrow();
            EverythingCheckMain check = new EverythingCheckMain(tracker, channel, data.resolve("downloads"));
            for (String line : lines) {
                check.compare(line.split("\t"), line);
            }
            check.end();
        }
    }

    private void compare(String[] line, String text) throws TrackerFailure {
        PostId post = new PostId(chatId, Long.parseLong(line[1]));
        List<PostVersion> versions = tracker.versions(post);
        boolean right =
                switch (line[0]) {
                    case "kind" -> !versions.isEmpty() && versions.get(0).json().isPresent();
                    case "file" -> isThere(line[3]);
                    case "text" ->
                        versions.stream().anyMatch(version -> version.text().equals(line[2]));
                    case "edited" -> versions.size() == 2;
                    case "deleted" ->
                        tracker.standings(chatId, post.messageId(), post.messageId()).stream()
                                .anyMatch(PostStatus::deleted);
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
                "%d posts, each of another kind, %d files and %d texts are all there; %d post edited, %d deleted%n",
                counts.get("kind"),
                counts.get("file"),
                counts.get("text"),
                counts.get("edited"),
                counts.get("deleted"));
    }

    private static Map<String, Path> hashes(Path folder) throws IOException {
        Map<String, Path> hashes = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                hashes.put(Folders.sha256(path), path);
            }
        }
        return hashes;
    }
}

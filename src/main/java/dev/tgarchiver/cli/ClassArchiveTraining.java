package dev.tgarchiver.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.jna.Native;
import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.cli.process.Interrupts;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.storage.ArchiveHome;
import dev.tgarchiver.storage.ChecksumAccumulator;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.post.IdRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import org.slf4j.LoggerFactory;

/**
 * Runs what most commands run, in its own folder, so that the build can dump the loaded classes (a class-data sharing
 * archive): the program then starts in half the time. Opens no session and no connection.
 *
 * <p>A program of the build, shipped all the same: a dynamic archive is valid only for the class path that it was made
 * with, and its classes are those of the process that loaded them, so their trainer has to lie in that class path. The
 * alternative, a static archive from a list of classes, also holds the JDK's own classes: 31.5 MB in place of 19.0 MB,
 * for commands that start as fast (JDK 17: {@code --help} 70 ms in place of 77 ms, {@code stats} 248 in place of 255 ms).
 * A trainer in a module path makes an archive that the JVM accepts and takes no class from.
 */
final class ClassArchiveTraining {

    private static final List<List<String>> COMMANDS = List.of(
            List.of("--help"),
            List.of("download", "--help"),
            List.of("config", "check"),
            List.of("stats"),
            List.of("stats", "--json"),
            List.of("search", "training"),
            List.of("search", "training", "--json"),
            List.of("progress"),
            List.of("progress", "--json"),
            List.of("cleanup"),
            List.of("verify"),
            List.of("verify", "--quick"),
            List.of("download", "@training"));

    private static final String CONTENT = "La la la.";

    private ClassArchiveTraining() {}

    /** Arguments: the program's jar, and an empty folder, which stays behind. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        // Without an application's id, no command reaches Telegram.
        Path configuration = Files.writeString(folder.resolve("config.yaml"), "data_dir: ./data\n");
        Files.createDirectories(folder.resolve("data"));
        // Before the first command: one without a log would decide for all of them.
        LoggerFactory.getLogger(ClassArchiveTraining.class).debug("Training");
        makeArchive(folder.resolve("data"));
        Interrupts interrupts = Interrupts.listen();
        for (List<String> command : COMMANDS) {
            String[] words = new String[command.size() + 2];
            words[0] = "--config";
            words[1] = configuration.toString();
            for (int i = 0; i < command.size(); i++) {
                words[i + 2] = command.get(i);
            }
            int unused = Main.run(interrupts, words);
        }
        new TrainingDownload(Files.createDirectories(folder.resolve("download")), List.of(post(-1001L, 1)), CONTENT)
                .run(Console.ofProcess(false));
        loadOwn(Path.of(args[0]));
        String unused = new ObjectMapper()
                        .readTree("{\"@type\":\"ok\",\"numbers\":[1,2.5]}")
                        .toString()
                + Native.POINTER_SIZE;
        // Threads of the commands must not keep it from ending.
        System.exit(0);
    }

    /** As small as possible, with one of everything that commands read. */
    private static void makeArchive(Path data) throws IOException, TrackerFailure {
        RelativePath path = RelativePath.parse("Training/1_song.mp3");
        Path file = path.in(data.resolve("downloads"));
        Files.createDirectories(data.resolve("downloads").resolve("Training"));
        Files.writeString(file, CONTENT);
        ChecksumAccumulator bytes = new ChecksumAccumulator();
        bytes.add(CONTENT.getBytes(StandardCharsets.UTF_8), CONTENT.length());
        Checksum checksum = bytes.finish();
        long chatId = -1001L;
        Instant now = Time.SYSTEM.now();
        try (Tracker tracker = Trackers.openOrCreate(new ArchiveHome(data))) {
            long run = tracker.startRun(1, now, "boot", "archiver download", now);
            tracker.remember(
                    new Channel(chatId, "Training", Optional.of("training"), Channel.Type.CHANNEL),
                    taken -> "Training");
            tracker.recordPage(chatId, List.of(post(chatId, 2), post(chatId, 1)), IdRange.upTo(2));
            List<PendingFile> pending = tracker.pending(List.of(chatId), 2, now);
            tracker.claim(pending.stream().map(PendingFile::id).toList(), now, now.plusSeconds(60));
            tracker.done(
                    pending.get(0).id(), new Stored(path, checksum.size(), checksum.sha256(), false), now, "worker_1");
            tracker.fail(pending.get(1).id(), "deleted", "The post was deleted.", now);
            tracker.finishRun(run, "some_failed", 1, checksum.size(), 1, now);
        }
    }

    private static Post post(long chatId, long id) {
        Media media = new Media(
                MediaKind.AUDIO,
                "unique" + id,
                CONTENT.length(),
                "song.mp3",
                "audio/mpeg",
                "Some Artist",
                "Song " + id,
                200,
                0,
                0);
        return new Post(
                new PostId(chatId, id),
                Instant.EPOCH,
                Optional.empty(),
                "audio",
                "",
                "",
                0,
                0,
                0,
                0,
                "",
                Optional.of(media));
    }

    /** All classes of the program itself; only what is loaded gets into the archive. */
    private static void loadOwn(Path jar) throws IOException, ClassNotFoundException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (String entry : file.stream().map(found -> found.getName()).toList()) {
                if (entry.endsWith(".class") && !entry.endsWith("-info.class")) {
                    String name = entry.substring(0, entry.length() - ".class".length())
                            .replace('/', '.');
                    Class<?> unused = Class.forName(name, false, ClassArchiveTraining.class.getClassLoader());
                }
            }
        }
    }
}

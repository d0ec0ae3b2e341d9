package dev.tgarchiver.cli;

import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.app.run.ProgressFile;
import dev.tgarchiver.app.run.RunAssembly;
import dev.tgarchiver.app.run.RunRecord;
import dev.tgarchiver.archive.ArchiveRun;
import dev.tgarchiver.archive.RunResult;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.ConfigLoader;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.progress.RunProgress;
import dev.tgarchiver.report.NextCommands;
import dev.tgarchiver.report.RunSummary;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.telegram.ChannelFinder;
import dev.tgarchiver.telegram.ContentSource;
import dev.tgarchiver.telegram.DiscussionSource;
import dev.tgarchiver.telegram.HistorySource;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.PostFinder;
import dev.tgarchiver.telegram.TelegramFailure.Transient;
import dev.tgarchiver.telegram.Transfer;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A download from a simulated Telegram with one channel, whose posts hold the same small text. */
final class TrainingDownload implements ChannelFinder, HistorySource, MediaSource {

    private static final String NAME = "training";

    private final Path folder;
    private final List<Post> posts;
    private final String content;

    /**
     * A channel with at least one post.
     *
     * @param folder where everything goes; it exists
     * @param posts the newest first
     * @param content of each post's file
     */
    TrainingDownload(Path folder, List<Post> posts, String content) {
        this.folder = folder;
        this.posts = List.copyOf(posts);
        this.content = content;
    }

    /** Archives the channel. Blocks for a moment. */
    @SuppressWarnings("try") // the file writes until it is closed
    void run(Console console) throws ConfigException, IOException, StorageFailure, TrackerFailure {
        Path file = Files.writeString(folder.resolve("config.yaml"), "data_dir: " + folder.toAbsolutePath() + "\n");
        Configuration configuration = new ConfigLoader(Map.of(), folder, "").load(Optional.of(file), List.of());
        RunSummary summary = new RunSummary(new NextCommands("", channels -> "", ""));
        try (Tracker tracker = Trackers.openOrCreate(configuration.home())) {
            RunRecord record = RunRecord.start(tracker, "download", Time.SYSTEM);
            RunProgress progress = RunAssembly.progress();
            try (ProgressFile state = ProgressFile.start(configuration.home(), record.run(), progress::snapshot)) {
                PostFinder none = (chatId, ids) -> List.of();
                ArchiveRun.Sources sources = new ArchiveRun.Sources(
                        this,
                        this,
                        DiscussionSource.NONE,
                        none,
                        none,
                        ContentSource.NONE,
                        List.of(this, this),
                        Optional::empty);
                ArchiveRun run =
                        new RunAssembly(configuration, tracker).archiveRun(sources, false, false, progress, summary);
                RunResult result = run.run(record.run(), List.of(new ChannelRef.Username("@" + NAME, NAME)));
                record.end(progress.totals(), result.outcome());
            }
            summary.print(console);
        }
    }

    @Override
    public Channel find(ChannelRef ref) {
        return new Channel(posts.get(0).id().chatId(), "Training", Optional.of(NAME), Channel.Type.CHANNEL);
    }

    @Override
    public List<Channel> all() {
        return List.of();
    }

    @Override
    public long refresh(long chatId, long known) {
        return posts.get(0).id().messageId();
    }

    @Override
    public List<Post> older(long chatId, long before) {
        return before == 0 ? posts : List.of();
    }

    @Override
    public long lastUntil(long chatId, Instant date) {
        return 0;
    }

    @Override
    public List<Post> newer(long chatId, long after) {
        return List.of();
    }

    @Override
    public FetchedFile fetch(PostId post, Media expected, Duration stall, Transfer transfer) throws Transient {
        try {
            Path file = Files.writeString(Files.createTempFile(folder, "part", ""), content);
            transfer.resumedAt(0);
            transfer.received(expected.size());
            return new FetchedFile() {
                @Override
                public Path path() {
                    return file;
                }

                @Override
                public void close() {
                    // The whole folder is the build's.
                }
            };
        } catch (IOException e) {
            throw new Transient("The training's file cannot be written: " + e);
        }
    }
}

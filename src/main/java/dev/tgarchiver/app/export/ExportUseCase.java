package dev.tgarchiver.app.export;

import dev.tgarchiver.app.Environment;
import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.app.posts.Conditions;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.export.ArchivedPost;
import dev.tgarchiver.export.ExportFormat;
import dev.tgarchiver.export.ExportedChat;
import dev.tgarchiver.export.PostWriter;
import dev.tgarchiver.export.feed.RssExport;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.model.post.Topic;
import dev.tgarchiver.progress.Meter;
import dev.tgarchiver.storage.RealPath;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.query.FoundPost;
import dev.tgarchiver.tracker.query.PostCondition;
import dev.tgarchiver.tracker.query.PostCursor;
import dev.tgarchiver.tracker.query.PostQuery;
import dev.tgarchiver.tracker.topic.RecordedTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** Writes what is archived of channels in a format that others read. */
public final class ExportUseCase {

    /** Posts that are read at once. */
    private static final int PORTION = 500;

    private final Environment environment;
    private final Configuration configuration;

    /** Exports from this environment's archive. */
    public ExportUseCase(Environment environment) {
        this.environment = environment;
        configuration = environment.configuration();
    }

    /**
     * Exports. Blocks; after an interrupt nothing is left of it.
     *
     * @param meters opens the display for a number of posts
     */
    public ExportResult run(ExportOrder order, LongFunction<Meter> meters)
            throws InvalidRequest, StorageFailure, TrackerFailure, InterruptedException {
        refuseArchive(order.output());
        try (TrackerReader tracker = Trackers.openReadOnly(configuration)) {
            List<ChannelRow> channels =
                    ArchivedChannels.named(tracker, order.selection().channels());
            if (channels.isEmpty()) {
                throw new InvalidRequest(
                        "The archive holds no channel yet. Archive one first: archiver download @channel");
            }
            boolean inFolders = order.selection().channels().size() != 1;
            PostCondition condition = new Conditions(tracker).of(order.selection());
            environment.shutdown().start();
            try (ExportFolder folder = ExportFolder.create(order.output());
                    Meter meter = meters.apply(posts(tracker, channels))) {
                List<ExportResult.OfChannel> results = new ArrayList<>();
                for (ChannelRow channel : channels) {
                    Path into = inFolders ? folder.path().resolve(channel.directory()) : folder.path();
                    results.add(new OfChannel(tracker, channel, order, condition, into).write(folder, meter));
                }
                folder.complete(
                        "An export of archiver, format " + order.format().key() + ".\n");
                return new ExportResult(results);
            } catch (ArchivedPosts.Unreadable e) {
                throw e.failure();
            } finally {
                environment.shutdown().end();
            }
        }
    }

    /** What is in the archive's folders is the archive's, and verify would find the export there. */
    private void refuseArchive(Path output) throws InvalidRequest {
        RealPath wanted = RealPath.of(output);
        for (Path own : List.of(configuration.download().outputDir(), configuration.dataDir())) {
            if (RealPath.of(own).contains(wanted)) {
                throw new InvalidRequest("--output: " + output + " is in the archive's own folder " + own
                        + ". Name a folder outside of it.");
            }
        }
    }

    private static long posts(TrackerReader tracker, List<ChannelRow> channels) throws TrackerFailure {
        return tracker.stats().channels().stream()
                .filter(channel -> channels.stream()
                        .anyMatch(row -> row.chatId() == channel.channel().chatId()))
                .map(Stats.OfChannel::total)
                .mapToLong(Stats.Totals::posts)
                .sum();
    }

    /** The export of one channel. */
    private final class OfChannel {
        private final TrackerReader tracker;
        private final ChannelRow channel;
        private final ExportOrder order;
        private final PostCondition condition;
        private final Path folder;

        OfChannel(TrackerReader tracker, ChannelRow channel, ExportOrder order, PostCondition condition, Path folder) {
            this.tracker = tracker;
            this.channel = channel;
            this.order = order;
            this.condition =
                    new PostCondition.All(List.of(new PostCondition.Channels(Set.of(channel.chatId())), condition));
            this.folder = folder;
        }

        ExportResult.OfChannel write(ExportFolder whole, Meter meter)
                throws StorageFailure, TrackerFailure, InterruptedException {
            Path file = folder.resolve(order.format().file());
            LinkedMedia media = new LinkedMedia(configuration.download().outputDir(), folder, order.media());
            try {
                Files.createDirectories(folder);
                long posts;
                try (FilePages pages = new FilePages(folder)) {
                    posts = write(pages, media, meter);
                }
                return new ExportResult.OfChannel(
                        ArchivedChannels.name(channel),
                        channel.chatId(),
                        whole.place().resolve(whole.path().relativize(file)),
                        posts,
                        media.files(),
                        media.bytes(),
                        media.missing());
            } catch (IOException e) {
                throw StorageFailure.of("write", file, e);
            }
        }

        private long write(FilePages pages, LinkedMedia media, Meter meter)
                throws IOException, TrackerFailure, InterruptedException {
            ArchivedPosts posts = new ArchivedPosts(tracker);
            ExportedChat chat = new ExportedChat(channel.channel(), ZoneId.systemDefault(), topics());
            PostWriter writer = Writers.of(order, pages, chat, posts, media);
            writer.start();
            long written = 0;
            Optional<PostId> before = limit() == 0 ? Optional.empty() : beforeNewest();
            PostCursor cursor = tracker.find(new PostQuery(condition, PostQuery.Order.OLDEST, before, true));
            while (true) {
                List<FoundPost> portion = cursor.next(PORTION);
                for (ArchivedPost post : posts.of(portion)) {
                    writer.post(post);
                    written++;
                }
                meter.step(portion.size());
                environment.shutdown().check();
                if (portion.size() < PORTION) {
                    break;
                }
            }
            writer.end();
            return written;
        }

        private Map<Long, String> topics() throws TrackerFailure {
            return tracker.topics(channel.chatId()).stream()
                    .map(RecordedTopic::topic)
                    .collect(Collectors.toMap(Topic::number, Topic::name));
        }

        private int limit() {
            return order.limit() == 0 && order.format() == ExportFormat.RSS ? RssExport.USUAL_POSTS : order.limit();
        }

        /** The post that precedes the newest ones that the limit allows; empty when it allows all. */
        private Optional<PostId> beforeNewest() throws TrackerFailure {
            PostCursor cursor = tracker.find(new PostQuery(condition, PostQuery.Order.NEWEST));
            long left = limit() + 1L;
            while (true) {
                List<FoundPost> portion = cursor.next(Math.toIntExact(Math.min(PORTION, left)));
                left -= portion.size();
                if (portion.isEmpty()) {
                    return Optional.empty();
                }
                if (left == 0) {
                    return Optional.of(portion.get(portion.size() - 1).id());
                }
            }
        }
    }
}

package dev.tgarchiver.app.maintenance;

import dev.tgarchiver.app.Environment;
import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.app.open.LogFile;
import dev.tgarchiver.app.open.Preparation;
import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.progress.Meter;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.ArchiveLock;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Reindexing;
import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.post.ReindexCounts;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes everything again that is read from the posts' raw messages, without login and network. */
public final class ReindexUseCase {

    private static final Logger LOG = LoggerFactory.getLogger(ReindexUseCase.class);

    private static final String COMMAND = "reindex";

    private final Environment environment;
    private final Configuration configuration;

    /** Reindexes this environment's archive. */
    public ReindexUseCase(Environment environment) {
        this.environment = environment;
        configuration = environment.configuration();
    }

    /**
     * Reindexes. Blocks; after an interrupt, the next call resumes.
     *
     * @param channels as {@link ArchivedChannels#named} takes them
     */
    public ReindexResult run(List<String> channels, ReindexWatcher watcher)
            throws InvalidRequest, ArchiveHeld, StorageFailure, TrackerFailure, InterruptedException {
        Trackers.require(configuration);
        ArchiveLock lock = ArchiveLock.take(configuration.dataDir(), COMMAND, Time.SYSTEM.now());
        try {
            LogFile.open(configuration.home(), environment.detail());
            Preparation.endRelocationHeld(environment);
            try (Tracker tracker = Trackers.open(environment)) {
                return reindex(tracker, ArchivedChannels.named(tracker, channels), watcher);
            }
        } finally {
            lock.close();
        }
    }

    private ReindexResult reindex(Tracker tracker, List<ChannelRow> channels, ReindexWatcher watcher)
            throws TrackerFailure, InterruptedException {
        ReindexCounts all = ReindexCounts.NONE;
        List<String> withFiles = new ArrayList<>();
        List<String> notWhole = new ArrayList<>();
        environment.shutdown().start();
        try (Meter meter = watcher.start(posts(tracker, channels))) {
            for (ChannelRow channel : channels) {
                ReindexCounts counts = ReindexCounts.NONE;
                for (long chatId : channel.chats()) {
                    counts = counts.plus(tracker.reindex(chatId, listener(channel, watcher, meter)));
                }
                LOG.info("Reindexed {}: {}", channel.channel().label(), counts);
                all = all.plus(counts);
                if (counts.found() > 0) {
                    withFiles.add(ArchivedChannels.name(channel));
                }
                if (counts.notWhole() > 0) {
                    notWhole.add(ArchivedChannels.name(channel));
                }
            }
            index(tracker);
        } catch (InterruptedException e) {
            environment.frontEnd().info("Stopped. The next archiver reindex resumes.");
            throw e;
        } finally {
            environment.shutdown().end();
        }
        tracker.endReindex(channels.stream().map(ChannelRow::chatId).toList());
        return new ReindexResult(all, withFiles, notWhole);
    }

    /** Adds to the search index what it lacks, of all channels. */
    private static void index(Tracker tracker) throws TrackerFailure, InterruptedException {
        long indexed = 0;
        int portion = tracker.indexNext();
        while (portion > 0) {
            indexed += portion;
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            portion = tracker.indexNext();
        }
        if (indexed > 0) {
            LOG.info("{} posts were added to the search index", indexed);
        }
    }

    private static long posts(Tracker tracker, List<ChannelRow> channels) throws TrackerFailure {
        return tracker.stats().channels().stream()
                .filter(channel -> channels.stream()
                        .anyMatch(row -> row.chatId() == channel.channel().chatId()))
                .map(Stats.OfChannel::total)
                .mapToLong(Stats.Totals::posts)
                .sum();
    }

    private static Reindexing.Listener listener(ChannelRow channel, ReindexWatcher watcher, Meter meter) {
        return new Reindexing.Listener() {
            @Override
            public void resumed(long posts) {
                watcher.resumed(channel, posts);
                meter.step(posts);
            }

            @Override
            public void done(long posts) {
                meter.step(posts);
            }

            @Override
            public void unreadable(PostId post, String reason) {
                LOG.warn("The raw message of post {} cannot be read: {}", post, reason);
                watcher.unreadable(channel, post, reason);
            }
        };
    }
}

package dev.tgarchiver.app.maintenance;

import dev.tgarchiver.app.Environment;
import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.ShellQuoting;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.app.open.LogFile;
import dev.tgarchiver.app.open.Stores;
import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.archive.maintenance.Forgetting;
import dev.tgarchiver.archive.maintenance.Readiness;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.BlobStore;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.ArchiveLock;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.ForgottenChannel;
import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.post.Discussion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Removes channels from the archive. */
public final class ForgetUseCase {

    private static final String COMMAND = "forget";

    private final Environment environment;
    private final Configuration configuration;

    /** Forgets channels of this environment's archive. */
    public ForgetUseCase(Environment environment) {
        this.environment = environment;
        configuration = environment.configuration();
    }

    /**
     * Forgets. Blocks.
     *
     * @param channels as {@link ArchivedChannels#named} takes them; at least one
     * @param deleteFiles whether the files that only they hold are deleted from the disk
     * @return false when the user does not want it
     */
    public boolean run(List<String> channels, boolean deleteFiles, ForgetDialogue dialogue)
            throws InvalidRequest, ArchiveHeld, StorageFailure, TrackerFailure, InterruptedException {
        Trackers.require(configuration);
        ArchiveLock lock = ArchiveLock.take(configuration.dataDir(), COMMAND, Time.SYSTEM.now());
        try (Tracker tracker = Trackers.open(environment)) {
            LogFile.open(configuration.home(), environment.detail());
            Stats stats = tracker.stats();
            List<ForgetPlan> plans = ArchivedChannels.named(known(tracker), channels).stream()
                    .map(row -> plan(row, stats))
                    .toList();
            tellOfComments(tracker, plans);
            if (!dialogue.confirms(plans)) {
                return false;
            }
            forget(tracker, plans, deleteFiles, dialogue);
            return true;
        } finally {
            lock.close();
        }
    }

    /** Comments are posts of another channel, which stays unless it is named as well. */
    private void tellOfComments(Tracker tracker, List<ForgetPlan> plans) throws TrackerFailure {
        List<Long> forgotten =
                plans.stream().map(plan -> plan.channel().chatId()).toList();
        for (Discussion discussion : tracker.discussions()) {
            Optional<ChannelRow> group = tracker.channel(discussion.group());
            if (forgotten.contains(discussion.channel())
                    && !forgotten.contains(discussion.group())
                    && group.isPresent()) {
                String name = ArchivedChannels.name(group.get());
                environment
                        .frontEnd()
                        .info("The comments of its posts stay in the archive, in "
                                + group.get().channel().label() + ". To forget them too: "
                                + ShellQuoting.join(List.of("archiver", "forget", name)));
            }
        }
    }

    private void forget(Tracker tracker, List<ForgetPlan> plans, boolean deleteFiles, ForgetDialogue dialogue)
            throws StorageFailure, TrackerFailure, InterruptedException {
        BlobStore store = Stores.of(configuration);
        if (deleteFiles) {
            Readiness.requireContent(tracker, store);
        }
        // A file to delete must lie where its row says.
        Readiness.endRelocation(tracker, store, Stores.journal(configuration));
        environment.shutdown().start();
        try {
            for (ForgetPlan plan : plans) {
                dialogue.forgot(plan, new Forgetting(tracker, store).run(plan.channel(), deleteFiles));
            }
        } catch (InterruptedException e) {
            environment.frontEnd().info("Stopped. The next archiver forget, cleanup or download removes the rest.");
            throw e;
        } finally {
            environment.shutdown().end();
        }
    }

    /** Also channels that an earlier command has started to forget. */
    private static List<ChannelRow> known(Tracker tracker) throws TrackerFailure {
        List<ChannelRow> known = new ArrayList<>(tracker.channels());
        tracker.forgotten().stream().map(ForgottenChannel::channel).forEach(known::add);
        return known;
    }

    private ForgetPlan plan(ChannelRow row, Stats stats) {
        Stats.Totals totals = stats.channels().stream()
                .filter(channel -> channel.channel().chatId() == row.chatId())
                .map(Stats.OfChannel::total)
                .findFirst()
                .orElse(Stats.Totals.NONE);
        Path root = configuration.download().outputDir();
        Path own = root.resolve(row.directory());
        return new ForgetPlan(
                row,
                totals,
                Files.isDirectory(own) ? own : root,
                configuration.channels().stream().anyMatch(ref -> ref.names(row.channel())));
    }
}

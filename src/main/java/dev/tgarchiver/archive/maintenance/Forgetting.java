package dev.tgarchiver.archive.maintenance;

import dev.tgarchiver.storage.BlobStore;
import dev.tgarchiver.storage.PathHashSet;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.ForgottenChannel;
import dev.tgarchiver.tracker.RemovalStep;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.FilePlace;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.file.PlaceState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes channels from the archive, in portions. If a kill or an undeletable file interrupts it, the channel is no
 * longer part of the archive, and {@link #resume} removes what is left. Used by one thread, in the process that holds
 * the archive's lock.
 */
public final class Forgetting {

    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);
    private static final int PORTION = 10_000;

    private final Tracker tracker;
    private final BlobStore store;

    /** Removes channels of this archive. */
    public Forgetting(Tracker tracker, BlobStore store) {
        this.tracker = tracker;
        this.store = store;
    }

    /**
     * What was removed.
     *
     * @param stored files that were in the archive, and that only this channel held
     * @param shared how many files other channels also hold, which stay in the archive
     * @param deleted those of {@code stored} that were deleted from the disk, and the remains of files to be repaired
     */
    public record Report(ChannelRow channel, long posts, FileTotals stored, long shared, FileTotals deleted) {

        Report plus(Report other) {
            return new Report(
                    channel,
                    posts + other.posts,
                    stored.plus(other.stored),
                    shared + other.shared,
                    deleted.plus(other.deleted));
        }
    }

    /**
     * Removes a channel, and what it continues. Blocks: about half a minute for a million posts.
     *
     * @param deleteFiles whether the files that only it holds are deleted from the disk
     * @throws StorageFailure when a file cannot be deleted
     * @throws InterruptedException between two portions
     */
    public Report run(ChannelRow channel, boolean deleteFiles)
            throws TrackerFailure, StorageFailure, InterruptedException {
        tracker.startForgetting(channel.chatId(), deleteFiles);
        LOG.info("Forgetting {}{}", channel.channel().label(), deleteFiles ? " and its files" : "");
        Report report = new Report(channel, 0, FileTotals.NONE, 0, FileTotals.NONE);
        // The channel itself is the last to go, since the others go by its name.
        List<Long> chats = new ArrayList<>(channel.chats());
        Collections.reverse(chats);
        for (long chatId : chats) {
            report = report.plus(remove(channel, chatId, deleteFiles));
        }
        tracker.checkpoint();
        LOG.info(
                "Forgot {}: {} posts, {} files",
                channel.channel().label(),
                report.posts(),
                report.stored().files());
        return report;
    }

    private Report remove(ChannelRow channel, long chatId, boolean deleteFiles)
            throws TrackerFailure, StorageFailure, InterruptedException {
        PathHashSet needed = new PathHashSet();
        if (deleteFiles) {
            collect(chatId, needed);
        }
        long posts = 0;
        FileTotals stored = FileTotals.NONE;
        Set<Long> shared = new HashSet<>();
        FileTotals deleted = FileTotals.NONE;
        RemovalStep step = tracker.nextRemoval(chatId);
        while (!step.isEmpty()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            // Files first: the next attempt finds them by the rows that are left.
            if (deleteFiles) {
                deleted = deleted.plus(delete(step.places(), needed));
            }
            tracker.removeStep(chatId, step);
            posts += step.posts().size();
            stored = stored.plus(stored(step));
            shared.addAll(step.shared().keySet());
            step = tracker.nextRemoval(chatId);
        }
        tracker.endForgetting(chatId);
        return new Report(channel, posts, stored, shared.size(), deleted);
    }

    private static FileTotals stored(RemovalStep step) {
        return step.places().stream()
                .filter(file -> file.place() == PlaceState.KEPT)
                .map(file -> new FileTotals(1, file.size()))
                .reduce(FileTotals.NONE, FileTotals::plus);
    }

    /** Completes interrupted removals; returns nothing when there are none. */
    public List<Report> resume() throws TrackerFailure, StorageFailure, InterruptedException {
        List<Report> reports = new ArrayList<>();
        for (ForgottenChannel forgotten : tracker.forgotten()) {
            reports.add(run(forgotten.channel(), forgotten.deletesFiles()));
        }
        return reports;
    }

    /** The places that other files share: the same bytes may be stored once under one name. */
    private void collect(long chatId, PathHashSet needed) throws TrackerFailure {
        List<FilePlace> portion = tracker.placesOfOthersAfter(chatId, 0, PORTION);
        while (!portion.isEmpty()) {
            portion.stream().filter(file -> file.place() != PlaceState.FORMER).forEach(file -> needed.add(file.path()));
            long last = portion.get(portion.size() - 1).id();
            portion = tracker.placesOfOthersAfter(chatId, last, PORTION);
        }
    }

    private FileTotals delete(List<FilePlace> places, PathHashSet needed) throws StorageFailure {
        FileTotals deleted = FileTotals.NONE;
        for (FilePlace file : places) {
            // A former place may hold any other file.
            boolean own = file.place() != PlaceState.FORMER && !needed.contains(file.path());
            if (own && store.delete(file.path())) {
                deleted = deleted.plus(new FileTotals(1, file.size()));
            }
        }
        return deleted;
    }
}

package dev.tgarchiver.archive;

import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.FileStore;
import dev.tgarchiver.storage.sweep.PathHashSet;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.FilePlace;
import dev.tgarchiver.tracker.FileTotals;
import dev.tgarchiver.tracker.ForgottenChannel;
import dev.tgarchiver.tracker.PlaceState;
import dev.tgarchiver.tracker.RemovalStep;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes channels from the archive, in portions. Where that is cut short, by a kill or because a file cannot be deleted, the
 * channel is no part of the archive already, and what is left of it goes the next time. For one thread, in the process that
 * holds the archive's lock.
 */
public final class Forgetting {

    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);
    private static final int PORTION = 10_000;

    private final Tracker tracker;
    private final FileStore store;

    /** Of this archive. */
    public Forgetting(Tracker tracker, FileStore store) {
        this.tracker = tracker;
        this.store = store;
    }

    /**
     * What was removed.
     *
     * @param stored files that were in the archive, and that only this channel held
     * @param shared how many files other channels hold as well, which stay in the archive
     * @param deleted those of {@code stored} that were deleted from the disk, and what was there of files to be repaired
     */
    public record Report(ChannelRow channel, long posts, FileTotals stored, long shared, FileTotals deleted) {}

    /**
     * Removes a channel. Blocks: about half a minute for a million posts.
     *
     * @param deleteFiles whether the files that only it holds are deleted from the disk
     * @throws StorageFailure when a file cannot be deleted
     * @throws InterruptedException between two portions
     */
    public Report run(ChannelRow channel, boolean deleteFiles)
            throws TrackerFailure, StorageFailure, InterruptedException {
        tracker.beginForgetting(channel.chatId(), deleteFiles);
        LOG.info("Forgetting {}{}", channel.channel().label(), deleteFiles ? " and its files" : "");
        PathHashSet needed = new PathHashSet();
        if (deleteFiles) {
            collect(channel, needed);
        }
        long posts = 0;
        FileTotals stored = FileTotals.NONE;
        Set<Long> shared = new HashSet<>();
        FileTotals deleted = FileTotals.NONE;
        RemovalStep step = tracker.nextRemoval(channel.chatId());
        while (!step.isEmpty()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            // The files first: of what is still known, the next attempt can tell where it lies.
            if (deleteFiles) {
                deleted = deleted.plus(delete(step.places(), needed));
            }
            tracker.removeStep(channel.chatId(), step);
            posts += step.posts().size();
            stored = stored.plus(stored(step));
            shared.addAll(step.shared().keySet());
            step = tracker.nextRemoval(channel.chatId());
        }
        tracker.endForgetting(channel.chatId());
        tracker.checkpoint();
        LOG.info("Forgot {}: {} posts, {} files", channel.channel().label(), posts, stored.files());
        return new Report(channel, posts, stored, shared.size(), deleted);
    }

    private static FileTotals stored(RemovalStep step) {
        return step.places().stream()
                .filter(file -> file.place() == PlaceState.KEPT)
                .map(file -> new FileTotals(1, file.size()))
                .reduce(FileTotals.NONE, FileTotals::plus);
    }

    /** Ends what was cut short; returns nothing when nothing was. */
    public List<Report> resume() throws TrackerFailure, StorageFailure, InterruptedException {
        List<Report> reports = new ArrayList<>();
        for (ForgottenChannel forgotten : tracker.forgotten()) {
            reports.add(run(forgotten.channel(), forgotten.deletesFiles()));
        }
        return reports;
    }

    /** The places that other files have, too: the same bytes may be stored once under one name. */
    private void collect(ChannelRow channel, PathHashSet needed) throws TrackerFailure {
        List<FilePlace> portion = tracker.placesOfOthersAfter(channel.chatId(), 0, PORTION);
        while (!portion.isEmpty()) {
            portion.stream().filter(file -> file.place() != PlaceState.FORMER).forEach(file -> needed.add(file.path()));
            long last = portion.get(portion.size() - 1).id();
            portion = tracker.placesOfOthersAfter(channel.chatId(), last, PORTION);
        }
    }

    private FileTotals delete(List<FilePlace> places, PathHashSet needed) throws StorageFailure {
        FileTotals deleted = FileTotals.NONE;
        for (FilePlace file : places) {
            // At a former place may be anything.
            boolean own = file.place() != PlaceState.FORMER && !needed.contains(file.path());
            if (own && store.delete(file.path())) {
                deleted = deleted.plus(new FileTotals(1, file.size()));
            }
        }
        return deleted;
    }
}

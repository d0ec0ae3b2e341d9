package dev.tgarchiver.archive;

import dev.tgarchiver.archive.search.ChannelSearch;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.event.Retries;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.progress.RunProgress;
import dev.tgarchiver.progress.RunTotals;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.PacedCalls;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.file.FileTotals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Fetches again files that were in the archive, and nothing else, and replaces what is left of each. Walks no history.
 * Used once.
 */
public final class RepairRun {

    private final RunSettings settings;
    private final DownloadRun downloads;
    private final ChannelSearch search;
    private final EventListener events;
    private final List<Exception> failures = new ArrayList<>();

    /**
     * A run over these files, which {@link Tracker#replace} has made pending.
     *
     * @param settings settings without a limit of files or bytes
     * @param progress counts this run, and nothing before it
     * @param listener receives every event of the run
     */
    public RepairRun(
            ArchiveRun.Sources sources,
            ArchiveRun.Archive archive,
            Collection<Long> files,
            ArchiveRun.Pace pace,
            RunSettings settings,
            RunProgress progress,
            EventListener listener,
            Time time)
            throws StorageFailure {
        this.settings = settings;
        downloads = new DownloadRun(
                new ChosenFiles(archive.tracker(), List.copyOf(files)),
                sources.media(),
                sources.reachability(),
                archive,
                pace,
                settings,
                progress,
                listener,
                time);
        events = downloads.events();
        search = new ChannelSearch(sources.channels(), new PacedCalls(pace.throttle(), pace.backoff(), events, time));
    }

    /**
     * Runs to the end. Blocks.
     *
     * @param channels the channels of the files' posts
     */
    public RunResult run(long runId, List<ChannelRow> channels, FileTotals amount) {
        List<String> names =
                channels.stream().map(channel -> channel.channel().label()).toList();
        events.on(new Event.RunStarted(
                runId, names, settings.workers(), amount.files(), amount.bytes(), Event.Limit.NONE));
        DownloadRun.End end = downloads.run(() -> {
            for (ChannelRow channel : channels) {
                find(channel);
            }
            downloads.start();
        });
        RunTotals counts = downloads.totals();
        long left = Math.max(0, amount.files() - counts.files() - counts.failed());
        Outcome outcome;
        if (end.abort().isPresent()) {
            outcome = Outcome.ABORTED;
        } else if (end.interrupted()) {
            outcome = Outcome.INTERRUPTED;
        } else {
            outcome = left > 0 || counts.failed() > 0 ? Outcome.SOME_FAILED : Outcome.COMPLETE;
        }
        events.on(new Event.RunFinished(
                outcome,
                0,
                counts.files(),
                counts.bytes(),
                counts.failed(),
                failures.size(),
                left,
                Optional.empty(),
                end.took(),
                Retries.NONE,
                downloads.kept(),
                Optional.empty()));
        return new RunResult(outcome, 0, end.abort(), List.copyOf(failures));
    }

    /** Takes no further file; files in flight may finish within ten seconds. Any thread. */
    public void stop() {
        downloads.stop();
    }

    /** TDLib reads posts only of chats that it has seen. */
    private void find(ChannelRow channel) throws InterruptedException {
        try {
            Channel unused = search.find(channel);
        } catch (TelegramFailure e) {
            if (!ChannelSearch.concernsOneChannel(e)) {
                downloads.abort().abort(e);
                throw new InterruptedException();
            }
            failures.add(e);
            events.on(new Event.Notice(Event.Notice.Level.WARNING, e.getMessage()));
        }
    }
}

package dev.tgarchiver.archive;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.Event.RunFinished.Kept;
import dev.tgarchiver.event.Reached;
import dev.tgarchiver.event.Retries;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.progress.RunTotals;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.Run;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.file.Retryable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Works out how a run has ended, and what it leaves to the next one. Reads the tracker, unless that has failed. */
record RunEnding(
        TrackerReader tracker,
        RunFiles files,
        Discovery discovery,
        RunFailures failures,
        RunLimits limits,
        boolean dryRun,
        Time time) {

    /**
     * The ending of a run that starts nothing more. Blocks.
     *
     * @param runId the tracker's number of the run; 0 for a dry run
     * @param limitReached whether the limit of files or bytes is used up
     * @param kept what the next run can resume with
     */
    Event.RunFinished of(
            long runId, DownloadRun.End end, RunTotals totals, boolean limitReached, Kept kept, Instant started)
            throws TrackerFailure {
        boolean trackerFailed =
                end.abort().filter(TrackerFailure.class::isInstance).isPresent();
        FileTotals pending = trackerFailed ? FileTotals.NONE : files.pendingAmount();
        Retries retries = trackerFailed || dryRun ? Retries.NONE : retries(started);
        Optional<Run> run = trackerFailed ? Optional.empty() : row(runId);
        Outcome outcome = outcome(end, totals, limitReached, pending.files(), retries);
        return new Event.RunFinished(
                outcome,
                run.map(Run::posts).orElse(0L),
                run.map(Run::edited).orElse(0L),
                run.map(Run::deleted).orElse(0L),
                totals.files(),
                totals.bytes(),
                totals.failed(),
                failures.ofChannels(),
                pending.files(),
                pending.files() == 0 ? Optional.empty() : nextAttempt(),
                end.took(),
                retries,
                kept,
                outcome == Outcome.LIMIT_REACHED ? Optional.of(limit(end, totals, pending)) : Optional.empty());
    }

    private Optional<Run> row(long runId) throws TrackerFailure {
        return tracker.lastRuns(1).stream().filter(run -> run.id() == runId).findFirst();
    }

    private Retries retries(Instant started) throws TrackerFailure {
        List<Retryable> channels = new ArrayList<>(tracker.retryable(files.channels(), started));
        // In channels of single posts, this run counts only what failed in it.
        List<Long> ofPosts = files.channelsOfPosts();
        (ofPosts.isEmpty() ? List.<Retryable>of() : tracker.retryable(ofPosts, started))
                .stream()
                        .filter(channel -> channel.recent() > 0)
                        .map(channel -> new Retryable(channel.chatId(), 0, channel.recent(), channel.next()))
                        .forEach(channels::add);
        List<String> names = new ArrayList<>();
        for (Retryable channel : channels) {
            tracker.channel(channel.chatId())
                    .ifPresent(row -> names.add(row.reference().input()));
        }
        return new Retries(
                channels.stream().mapToLong(Retryable::recent).sum(),
                channels.stream().mapToLong(Retryable::earlier).sum(),
                names,
                channels.stream().map(Retryable::next).min(Comparator.naturalOrder()));
    }

    private Outcome outcome(
            DownloadRun.End end, RunTotals totals, boolean limitReached, long pending, Retries retries) {
        if (end.abort().isPresent()) {
            return Outcome.ABORTED;
        }
        if (end.interrupted()) {
            return Outcome.INTERRUPTED;
        }
        boolean outOfTime = end.timeIsUp() && (pending > 0 || !end.led());
        if (outOfTime || discovery.cutShort() || (pending > 0 && limitReached)) {
            return Outcome.LIMIT_REACHED;
        }
        boolean undone = !dryRun && (pending > 0 || totals.failed() > 0 || retries.earlier() > 0);
        return undone || !failures.all().isEmpty() ? Outcome.SOME_FAILED : Outcome.COMPLETE;
    }

    /** Which limit, and what is left. */
    private Reached limit(DownloadRun.End end, RunTotals totals, FileTotals left) {
        boolean walked = end.led() && !discovery.cutShort();
        if (end.timeIsUp()) {
            return new Reached("max_duration", limits.maxDuration().toSeconds() + " s", left.bytes(), walked);
        }
        if (limits.maxFiles() > 0 && totals.files() + totals.failed() >= limits.maxFiles()) {
            String amount = limits.maxFiles() + (limits.maxFiles() == 1 ? " file" : " files");
            return new Reached("max_files_per_run", amount, left.bytes(), walked);
        }
        return new Reached("max_bytes_per_run", ByteSize.format(limits.maxBytes()), left.bytes(), walked);
    }

    /** When another run would have something to do; empty when that is now, or never. */
    private Optional<Instant> nextAttempt() throws TrackerFailure {
        Instant now = time.now();
        return files.pending(1, now).isEmpty() ? files.nextDue(now) : Optional.empty();
    }
}

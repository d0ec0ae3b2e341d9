package dev.tgarchiver.progress;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.Event.FileRef;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.progress.WorkerFiles.InFlight;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens in a run: the only owner of its counts, which the run updates and everything else reads as
 * snapshots. Thread-safe; an event costs a few additions under one short lock.
 */
public final class RunProgress implements EventListener {

    private final InstantSource clock;
    private final LongSupplier nanoTime;

    @GuardedBy("this")
    private final SpeedMeter speed = new SpeedMeter();

    @GuardedBy("this")
    private final Map<String, WorkerFiles> workers = new LinkedHashMap<>();

    @GuardedBy("this")
    private final Set<Long> retrying = new HashSet<>();

    /** The received bytes of files that have neither failed nor are complete, by file. */
    @GuardedBy("this")
    private final Map<Long, Long> unfinished = new HashMap<>();

    @GuardedBy("this")
    private long run;

    @GuardedBy("this")
    private long startNanos;

    @GuardedBy("this")
    private int channelsToWalk;

    @GuardedBy("this")
    private long filesDone;

    @GuardedBy("this")
    private long filesKnown;

    @GuardedBy("this")
    private long bytesOfDone;

    @GuardedBy("this")
    private long bytesKnown;

    @GuardedBy("this")
    private long failed;

    @GuardedBy("this")
    private long bytesOfFailed;

    @GuardedBy("this")
    private long postsWalked;

    @GuardedBy("this")
    private Event.Limit limit = Event.Limit.NONE;

    @GuardedBy("this")
    private ProgressSnapshot.@Nullable Walk walk;

    @GuardedBy("this")
    private @Nullable Instant waitUntil;

    /**
     * Counts from now.
     *
     * @param clock for moments
     * @param nanoTime for durations; must never go back, as {@link System#nanoTime} does not
     */
    public RunProgress(InstantSource clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        startNanos = nanoTime.getAsLong();
    }

    @Override
    public synchronized void on(Event event) {
        long now = nanoTime.getAsLong();
        if (event instanceof Event.FileProgress progress) {
            received(progress, now);
        } else if (event instanceof Event.FileStarted started) {
            retrying.remove(started.file().id());
            speed.start(now);
            work(started.worker()).start(started.file(), now);
        } else if (event instanceof Event.FileDone done) {
            done(done, now);
        } else if (event instanceof Event.FileRetry retry) {
            retrying.add(retry.file().id());
            end(retry.worker(), retry.file());
        } else if (event instanceof Event.FilePostponed postponed) {
            end(postponed.worker(), postponed.file());
        } else if (event instanceof Event.FileFailed failure) {
            retrying.remove(failure.file().id());
            failed++;
            bytesOfFailed += failure.file().size();
            end(failure.worker(), failure.file());
            unfinished.remove(failure.file().id());
        } else if (event instanceof Event.FileReplaced replaced) {
            retrying.remove(replaced.file().id());
            filesKnown += replaced.files() - 1;
            bytesKnown += replaced.bytes() - replaced.file().size();
            end(replaced.worker(), replaced.file());
            unfinished.remove(replaced.file().id());
        } else if (event instanceof Event.PageWalked page) {
            walked(page);
        } else if (event instanceof Event.PostsReadAgain again) {
            filesKnown += again.files();
            bytesKnown += again.bytes();
        } else if (event instanceof Event.FloodWait wait) {
            waitUntil = waitUntil == null || wait.until().isAfter(waitUntil) ? wait.until() : waitUntil;
        } else if (event instanceof Event.RunStarted started) {
            started(started, now);
        } else if (event instanceof Event.ChannelStarted started) {
            walk = new ProgressSnapshot.Walk(started.channel().label(), 0, Optional.empty());
        } else if (event instanceof Event.WalkFinished || event instanceof Event.ChannelFailed) {
            walk = null;
            channelsToWalk = Math.max(0, channelsToWalk - 1);
        } else if (event instanceof Event.RunFinished) {
            walk = null;
            waitUntil = null;
            channelsToWalk = 0;
            workers.values().forEach(WorkerFiles::clear);
        }
    }

    @GuardedBy("this")
    private void received(Event.FileProgress progress, long now) {
        work(progress.worker()).received(progress, now);
        unfinished.put(progress.file().id(), progress.bytes());
        if (progress.more() > 0) {
            speed.add(now, progress.more());
        }
    }

    @GuardedBy("this")
    private void end(String worker, FileRef file) {
        var unused = work(worker).end(file);
    }

    @GuardedBy("this")
    private void started(Event.RunStarted started, long now) {
        run = started.run();
        startNanos = now;
        channelsToWalk = started.channels().size();
        limit = started.limit();
        filesKnown += started.pendingFiles();
        bytesKnown += started.pendingBytes();
        for (int worker = 1; worker <= started.workers(); worker++) {
            work("worker_" + worker);
        }
    }

    @GuardedBy("this")
    private void walked(Event.PageWalked page) {
        postsWalked += page.posts();
        filesKnown += page.files();
        bytesKnown += page.bytes();
        ProgressSnapshot.Walk before = walk;
        long posts = before == null ? page.posts() : before.posts() + page.posts();
        Optional<Instant> oldest = page.posts() > 0 || before == null ? Optional.of(page.oldest()) : before.oldest();
        walk = new ProgressSnapshot.Walk(page.channel().label(), posts, oldest);
    }

    @GuardedBy("this")
    private void done(Event.FileDone done, long now) {
        long missed = work(done.worker()).complete(done.file(), done.bytes(), now);
        if (missed > 0) {
            speed.add(now, missed);
        }
        retrying.remove(done.file().id());
        unfinished.remove(done.file().id());
        filesDone++;
        bytesOfDone += done.bytes();
        // The announced size may be missing, or wrong.
        bytesKnown += done.bytes() - done.file().size();
    }

    @GuardedBy("this")
    private WorkerFiles work(String worker) {
        return workers.computeIfAbsent(worker, name -> new WorkerFiles());
    }

    /** How the run's files have ended so far. */
    public synchronized RunTotals totals() {
        return new RunTotals(
                filesDone,
                bytesOfDone,
                failed,
                unfinished.values().stream().filter(bytes -> bytes > 0).count(),
                unfinished.values().stream().mapToLong(Long::longValue).sum());
    }

    /** The current state. */
    public synchronized ProgressSnapshot snapshot() {
        long now = nanoTime.getAsLong();
        Instant at = clock.instant();
        if (waitUntil != null && !waitUntil.isAfter(at)) {
            waitUntil = null;
        }
        long running = running().mapToLong(InFlight::bytes).sum();
        long active = running().count();
        long bytesDone = bytesOfDone + running;
        long atLeast = filesDone + failed + retrying.size() + active;
        OptionalDouble perSecond = speed.perSecond(now);
        Goal goal = goal(Math.max(filesKnown, atLeast), bytesDone, active);
        return new ProgressSnapshot(
                run,
                at,
                Duration.ofNanos(now - startNanos),
                channelsToWalk > 0,
                filesDone,
                Math.max(filesKnown, atLeast),
                goal.files(),
                bytesDone,
                Math.max(bytesKnown, bytesDone),
                goal.bytes(),
                failed,
                retrying.size(),
                perSecond,
                waitUntil == null ? SpeedMeter.eta(goal.bytesLeft(), perSecond) : Optional.empty(),
                workerLines(now),
                Optional.ofNullable(walk),
                postsWalked,
                Optional.ofNullable(waitUntil));
    }

    /** The most that this run does; {@code bytes} is empty when the limit counts files, whose sizes are unknown. */
    private record Goal(long files, OptionalLong bytes, long bytesLeft) {}

    @GuardedBy("this")
    private Goal goal(long known, long bytesDone, long active) {
        long bytes = Math.max(bytesKnown, bytesDone);
        long left = bytes - bytesOfFailed - bytesDone;
        if (limit.bytes() > 0 && limit.bytes() < bytes) {
            bytes = Math.max(limit.bytes(), bytesDone);
            left = Math.min(left, bytes - bytesDone);
        }
        if (limit.files() == 0 || limit.files() >= known) {
            return new Goal(known, OptionalLong.of(bytes), left);
        }
        return new Goal(limit.files(), OptionalLong.empty(), Math.min(left, leftUntilLimit(active)));
    }

    /** Smallest first: the next files are about as large as the current ones. */
    @GuardedBy("this")
    private long leftUntilLimit(long active) {
        long announced = running().mapToLong(InFlight::size).sum();
        long running = running().mapToLong(InFlight::bytes).sum();
        long later = Math.max(0, limit.files() - filesDone - failed - active);
        return Math.max(0, announced - running) + (active == 0 ? 0 : later * (announced / active));
    }

    @GuardedBy("this")
    private List<ProgressSnapshot.Worker> workerLines(long now) {
        return workers.entrySet().stream()
                .map(entry -> new ProgressSnapshot.Worker(
                        entry.getKey(), entry.getValue().current(now)))
                .toList();
    }

    @GuardedBy("this")
    private Stream<InFlight> running() {
        return workers.values().stream().flatMap(WorkerFiles::files);
    }
}

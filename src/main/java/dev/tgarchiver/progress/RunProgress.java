package dev.tgarchiver.progress;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.Event.FileRef;
import dev.tgarchiver.event.EventListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

/** Counts a run's events. Thread-safe; an event costs a few additions under one short lock. */
public final class RunProgress implements EventListener {

    private final Clock clock;
    private final LongSupplier nanoTime;

    @GuardedBy("this")
    private final SpeedMeter speed = new SpeedMeter();

    @GuardedBy("this")
    private final Map<String, Work> workers = new LinkedHashMap<>();

    @GuardedBy("this")
    private final Set<Long> retrying = new HashSet<>();

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
    public RunProgress(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        startNanos = nanoTime.getAsLong();
    }

    @Override
    public synchronized void on(Event event) {
        long now = nanoTime.getAsLong();
        if (event instanceof Event.FileProgress progress) {
            work(progress.worker()).progress(progress, now);
        } else if (event instanceof Event.FileStarted started) {
            retrying.remove(started.file().id());
            speed.start(now);
            work(started.worker()).start(started.file(), now);
        } else if (event instanceof Event.FileDone done) {
            done(done, now);
        } else if (event instanceof Event.FileRetry retry) {
            retrying.add(retry.file().id());
            work(retry.worker()).end(retry.file());
        } else if (event instanceof Event.FilePostponed postponed) {
            work(postponed.worker()).end(postponed.file());
        } else if (event instanceof Event.FileFailed failure) {
            retrying.remove(failure.file().id());
            failed++;
            bytesOfFailed += failure.file().size();
            work(failure.worker()).end(failure.file());
        } else if (event instanceof Event.FileReplaced replaced) {
            retrying.remove(replaced.file().id());
            filesKnown += replaced.files() - 1;
            bytesKnown += replaced.bytes() - replaced.file().size();
            work(replaced.worker()).end(replaced.file());
        } else if (event instanceof Event.PageWalked page) {
            walked(page);
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
            workers.values().forEach(work -> work.files.clear());
        }
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
        Work work = work(done.worker());
        Running running = work.files.get(done.file().id());
        long missed = running == null ? done.bytes() : done.bytes() - running.bytes;
        if (missed > 0) {
            work.speed.add(now, missed);
            speed.add(now, missed);
        }
        work.end(done.file());
        retrying.remove(done.file().id());
        filesDone++;
        bytesOfDone += done.bytes();
        // The announced size may be missing, or wrong.
        bytesKnown += done.bytes() - done.file().size();
    }

    @GuardedBy("this")
    private Work work(String worker) {
        return workers.computeIfAbsent(worker, name -> new Work());
    }

    /** The current state. */
    public synchronized ProgressSnapshot snapshot() {
        long now = nanoTime.getAsLong();
        Instant at = clock.instant();
        if (waitUntil != null && !waitUntil.isAfter(at)) {
            waitUntil = null;
        }
        long running = running().mapToLong(file -> file.bytes).sum();
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
        long announced = running().mapToLong(file -> file.file.size()).sum();
        long running = running().mapToLong(file -> file.bytes).sum();
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
    private Stream<Running> running() {
        return workers.values().stream().flatMap(work -> work.files.values().stream());
    }

    /** A file in flight. Guarded by the progress. */
    private static final class Running {
        private final FileRef file;
        private long bytes;
        private long lastByteNanos;

        Running(FileRef file, long now) {
            this.file = file;
            lastByteNanos = now;
        }
    }

    /** A worker's files. Guarded by the progress. */
    private final class Work {
        private final SpeedMeter speed = new SpeedMeter();

        /** By their ids, in the order of their start. */
        private final Map<Long, Running> files = new LinkedHashMap<>();

        Running start(FileRef started, long now) {
            if (files.isEmpty()) {
                speed.start(now);
            }
            Running running = new Running(started, now);
            files.put(started.id(), running);
            return running;
        }

        @SuppressWarnings("GuardedBy") // called under the lock only
        void progress(Event.FileProgress progress, long now) {
            Running running = files.get(progress.file().id());
            if (running == null) {
                running = start(progress.file(), now);
            }
            if (progress.more() > 0) {
                running.lastByteNanos = now;
                speed.add(now, progress.more());
                RunProgress.this.speed.add(now, progress.more());
            }
            running.bytes = progress.bytes();
        }

        void end(FileRef file) {
            files.remove(file.id());
        }

        /** Of several files, the one that started first; the others have hardly started. */
        Optional<ProgressSnapshot.Current> current(long now) {
            return files.values().stream()
                    .findFirst()
                    .map(running -> new ProgressSnapshot.Current(
                            running.file.name(),
                            running.bytes,
                            running.file.size(),
                            speed.perSecond(now),
                            Duration.ofNanos(now - running.lastByteNanos)));
        }
    }
}

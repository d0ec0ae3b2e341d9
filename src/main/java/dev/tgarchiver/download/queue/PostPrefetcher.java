package dev.tgarchiver.download.queue;

import dev.tgarchiver.download.tuning.InFlightLimit;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.telegram.pace.TokenBucket.Use;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.PendingFile;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Has a worker's source look up the posts of its next files together with those of the files about to start: one call
 * covers many posts, and its round trip is over when their files start. One for each worker. Thread-safe.
 */
public final class PostPrefetcher {

    /** Four times what a worker has in flight at most: one half is looked up while the worker downloads the other. */
    static final WorkerBacklogs.Room BACKLOG = new WorkerBacklogs.Room(4 * InFlightLimit.FILES, 64 << 20);

    /** Fewer posts are not worth a call of their own while none of them is needed. */
    private static final int FEWEST = 4;

    private final String worker;
    private final int workers;
    private final MediaSource source;
    private final DownloadQueue queue;
    private final Throttle throttle;

    /** Posts of taken files that cannot start before they are looked up. */
    private final Set<PostId> wanted = ConcurrentHashMap.newKeySet();

    /** Held by the thread that looks up what all of them want. */
    private final Lock lookUpLock = new ReentrantLock();

    /** @param workers number of workers */
    public PostPrefetcher(String worker, int workers, MediaSource source, DownloadQueue queue, Throttle throttle) {
        this.worker = worker;
        this.workers = workers;
        this.source = source;
        this.queue = queue;
        this.throttle = throttle;
    }

    /** Estimates how many calls look up the posts of files of a total size. */
    public static long calls(long files, long bytes) {
        double backlogFiles = BACKLOG.bytes() * (double) files / Math.max(1, bytes);
        return (long) Math.ceil(files / Math.max(1, Math.min(BACKLOG.files(), backlogFiles) / 2));
    }

    /** Call it before a file is fetched. Blocks until Telegram may be asked for the file. */
    public void prepare(PendingFile file) throws TrackerFailure, InterruptedException {
        PostId post = file.origin();
        if (source.lookups().knows(post)) {
            throttle.pass();
            prefetch(post.chatId());
            return;
        }
        wanted.add(post);
        try {
            lookUpLock.lockInterruptibly();
            try {
                lookUp(post);
            } finally {
                lookUpLock.unlock();
            }
        } finally {
            wanted.remove(post);
        }
    }

    private void lookUp(PostId post) throws TrackerFailure, InterruptedException {
        if (source.lookups().knows(post)) {
            throttle.pass();
            return;
        }
        throttle.acquire(Use.DOWNLOAD);
        Stream<PostId> others = wanted.stream().filter(other -> isUnknown(other, post.chatId()));
        Stream<PostId> backlog = unknown(queue.assign(worker, BACKLOG, workers), post.chatId());
        source.lookups()
                .lookUp(Stream.of(Stream.of(post), others, backlog)
                        .flatMap(posts -> posts)
                        .distinct()
                        .toList());
    }

    /** Looks up the posts of the backlog ahead of time, if that does not wait. */
    private void prefetch(long chatId) throws TrackerFailure, InterruptedException {
        if (!lookUpLock.tryLock()) {
            return;
        }
        try {
            List<PendingFile> backlog = queue.assign(worker, BACKLOG, workers);
            List<PostId> posts = unknown(backlog, chatId).toList();
            if (posts.size() >= Math.max(FEWEST, backlog.size() / 2) && throttle.tryAcquire(Use.DOWNLOAD)) {
                source.lookups().lookUp(posts);
            }
        } finally {
            lookUpLock.unlock();
        }
    }

    private Stream<PostId> unknown(List<PendingFile> files, long chatId) {
        return files.stream().map(PendingFile::origin).filter(post -> isUnknown(post, chatId));
    }

    private boolean isUnknown(PostId post, long chatId) {
        return post.chatId() == chatId && !source.lookups().knows(post);
    }
}

package dev.tgarchiver.download.queue;

import dev.tgarchiver.download.tuning.InFlightLimit;
import dev.tgarchiver.model.PostId;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.telegram.pace.TokenBucket.Use;
import dev.tgarchiver.tracker.PendingFile;
import dev.tgarchiver.tracker.TrackerFailure;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Has a worker's source look up the posts of the files that come next together with those that are to begin: many posts cost
 * one call, and the way there and back is over when their files begin. One for each worker. Thread-safe.
 */
public final class PostPrefetcher {

    /** Four times what a worker has under way at most: half of it is asked for while it goes through the other half. */
    static final WorkerBacklogs.Room BACKLOG = new WorkerBacklogs.Room(4 * InFlightLimit.FILES, 64 << 20);

    /** Fewer are not worth a call of their own, as long as none of them is needed. */
    private static final int FEWEST = 4;

    private final String worker;
    private final int workers;
    private final MediaSource source;
    private final DownloadQueue queue;
    private final Throttle throttle;

    /** Posts of files that were taken and cannot begin before they are looked up. */
    private final Set<PostId> wanted = ConcurrentHashMap.newKeySet();

    /** One thread looks up what all of them want. */
    private final Lock one = new ReentrantLock();

    /** @param workers how many there are */
    public PostPrefetcher(String worker, int workers, MediaSource source, DownloadQueue queue, Throttle throttle) {
        this.worker = worker;
        this.workers = workers;
        this.source = source;
        this.queue = queue;
        this.throttle = throttle;
    }

    /** About how many calls it takes to look up the posts of so many files of so many bytes together. */
    public static long calls(long files, long bytes) {
        double filesInHand = BACKLOG.bytes() * (double) files / Math.max(1, bytes);
        return (long) Math.ceil(files / Math.max(1, Math.min(BACKLOG.files(), filesInHand) / 2));
    }

    /** To be called before a file is fetched. Blocks until Telegram may be asked for it. */
    public void before(PendingFile file) throws TrackerFailure, InterruptedException {
        PostId post = file.origin();
        if (source.knows(post)) {
            throttle.pass();
            goOn(post.chatId());
            return;
        }
        wanted.add(post);
        try {
            one.lockInterruptibly();
            try {
                lookUp(post);
            } finally {
                one.unlock();
            }
        } finally {
            wanted.remove(post);
        }
    }

    private void lookUp(PostId post) throws TrackerFailure, InterruptedException {
        if (source.knows(post)) {
            throttle.pass();
            return;
        }
        throttle.acquire(Use.DOWNLOAD);
        Stream<PostId> others = wanted.stream().filter(other -> isUnknown(other, post.chatId()));
        Stream<PostId> inHand = unknown(queue.assign(worker, BACKLOG, workers), post.chatId());
        source.lookUp(Stream.of(Stream.of(post), others, inHand)
                .flatMap(posts -> posts)
                .distinct()
                .toList());
    }

    /** The next look ahead, in good time and if it costs no waiting. */
    private void goOn(long chatId) throws TrackerFailure, InterruptedException {
        if (!one.tryLock()) {
            return;
        }
        try {
            List<PendingFile> backlog = queue.assign(worker, BACKLOG, workers);
            List<PostId> posts = unknown(backlog, chatId).toList();
            if (posts.size() >= Math.max(FEWEST, backlog.size() / 2) && throttle.tryAcquire(Use.DOWNLOAD)) {
                source.lookUp(posts);
            }
        } finally {
            one.unlock();
        }
    }

    private Stream<PostId> unknown(List<PendingFile> files, long chatId) {
        return files.stream().map(PendingFile::origin).filter(post -> isUnknown(post, chatId));
    }

    private boolean isUnknown(PostId post, long chatId) {
        return post.chatId() == chatId && !source.knows(post);
    }
}

package dev.tgarchiver.archive;

import dev.tgarchiver.download.queue.DownloadQueue;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.file.PendingFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * What a run is to fetch: the pending files of whole channels, and those of single posts of other channels. The run
 * adds them as it finds them; thread-safe.
 */
final class RunFiles implements DownloadQueue.Source {

    private static final Instant END_OF_TIME = Instant.ofEpochMilli(Long.MAX_VALUE);

    private static final Comparator<PendingFile> ORDER = Comparator.comparingLong(
                    (PendingFile file) -> file.media().size())
            .thenComparing(PendingFile::postDate)
            .thenComparingLong(PendingFile::id);

    private final TrackerReader tracker;
    private final List<Long> channels = new CopyOnWriteArrayList<>();
    private final List<PostId> posts = new CopyOnWriteArrayList<>();

    /** Starts with all of these channels. */
    RunFiles(TrackerReader tracker, List<Long> channels) {
        this.tracker = tracker;
        this.channels.addAll(channels);
    }

    /** Adds a whole channel; false when it is already included. */
    boolean addChannel(long chatId) {
        return !channels.contains(chatId) && channels.add(chatId);
    }

    /** Adds single posts. */
    void addPosts(List<PostId> more) {
        posts.addAll(more);
    }

    /** The whole channels. */
    List<Long> channels() {
        return List.copyOf(channels);
    }

    /** The single posts of other channels. */
    List<PostId> posts() {
        return singles().toList();
    }

    /** The other channels with single posts. */
    List<Long> channelsOfPosts() {
        return singles().map(PostId::chatId).distinct().toList();
    }

    /** How much is pending, due or not. */
    FileTotals pendingAmount() throws TrackerFailure {
        FileTotals amount = tracker.pendingAmount(channels());
        for (PendingFile file : ofPosts(Integer.MAX_VALUE, END_OF_TIME)) {
            amount = amount.plus(new FileTotals(1, file.media().size()));
        }
        return amount;
    }

    @Override
    public List<PendingFile> pending(int limit, Instant now) throws TrackerFailure {
        return merged(tracker.pending(channels(), limit, now), limit, now, ORDER);
    }

    @Override
    public List<PendingFile> longestWaiting(int limit, Instant now) throws TrackerFailure {
        return merged(
                tracker.longestWaiting(channels(), limit, now), limit, now, Comparator.comparingLong(PendingFile::id));
    }

    @Override
    public Optional<Instant> nextDue(Instant after) throws TrackerFailure {
        List<Long> files = filesOfPosts();
        Optional<Instant> ofPosts = files.isEmpty() ? Optional.empty() : tracker.nextDueOf(files, after);
        return Stream.concat(tracker.nextDue(channels(), after).stream(), ofPosts.stream())
                .min(Comparator.naturalOrder());
    }

    /** Claims nothing: a run's {@link ClaimedFiles} do. */
    @Override
    public Set<Long> claim(Set<Long> files) {
        return files;
    }

    private List<PendingFile> merged(
            List<PendingFile> ofChannels, int limit, Instant now, Comparator<PendingFile> order) throws TrackerFailure {
        List<PendingFile> ofPosts = ofPosts(Integer.MAX_VALUE, now);
        if (ofPosts.isEmpty()) {
            return ofChannels;
        }
        List<PendingFile> all = new ArrayList<>(ofChannels);
        all.addAll(ofPosts);
        return all.stream().sorted(order).distinct().limit(limit).toList();
    }

    private List<PendingFile> ofPosts(int limit, Instant now) throws TrackerFailure {
        List<Long> files = filesOfPosts();
        return files.isEmpty() ? List.of() : tracker.pendingOf(files, limit, now);
    }

    /** Queried each time, because an edited post holds another file. */
    private List<Long> filesOfPosts() throws TrackerFailure {
        List<PostId> single = posts();
        return single.isEmpty() ? List.of() : tracker.filesOf(single);
    }

    private Stream<PostId> singles() {
        return posts.stream().filter(post -> !channels.contains(post.chatId()));
    }
}

package dev.tgarchiver.archive.audit;

import dev.tgarchiver.history.SeenPeers;
import dev.tgarchiver.history.WalkBounds;
import dev.tgarchiver.model.FileState;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.storage.naming.MediaName;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.PostRecorder;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.post.PostStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an audit finds in one channel: the gaps, and what is recorded of them. For one thread. */
final class AuditCount {

    private final PostRecorder tracker;
    private final ChannelRow channel;
    private final WalkBounds bounds;
    private final Audit.Listener listener;
    private final Map<Audit.Gap, Long> gaps = new HashMap<>();
    private long present;
    private long files;
    private long deletedAtTelegram;
    private final Recheck recheck;
    private long notWalked;
    private long outOfBounds;

    AuditCount(
            PostRecorder tracker,
            SeenPeers peers,
            Time time,
            ChannelRow channel,
            WalkBounds bounds,
            Audit.Listener listener) {
        this.tracker = tracker;
        this.channel = channel;
        this.bounds = bounds;
        this.listener = listener;
        recheck = new Recheck(tracker, peers, time, channel.chatId());
    }

    void compare(List<Post> found, List<PostStatus> known)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        Map<Long, PostStatus> archive = new TreeMap<>();
        known.forEach(status -> archive.put(status.messageId(), status));
        List<Post> missed = new ArrayList<>();
        List<Post> seen = new ArrayList<>();
        present += found.size();
        for (Post post : found) {
            PostStatus status = archive.remove(post.id().messageId());
            if (status == null) {
                if (channel.walked().has(post.id().messageId())) {
                    missed.add(post);
                    gap(Audit.Gap.MISSED, post, "no page of the history had it; it is recorded now");
                } else {
                    notWalked++;
                    outOfBounds += bounds.include(post) ? 0 : 1;
                }
            } else if (isOther(post, status)) {
                missed.add(post);
                gap(Audit.Gap.EDITED, post, "the post was edited and holds another file now; that is recorded now");
            } else {
                seen.add(post);
                status.file().ifPresent(file -> judge(status, file));
            }
        }
        archive.values().forEach(this::deleted);
        Recheck.Change unused = recheck.record(found, seen, archive.keySet());
        if (!missed.isEmpty()) {
            tracker.recordMissed(channel.chatId(), missed);
        }
    }

    /** Judges what posts hold besides the files that make them what they are, as it is recorded after the comparison. */
    void judgeFurther(List<PostStatus> recorded) {
        for (PostStatus status : recorded) {
            if (!status.deleted()) {
                status.further().forEach(file -> judge(status, file));
            }
        }
    }

    private static boolean isOther(Post post, PostStatus status) {
        Optional<String> now = post.media().map(Media::uniqueId);
        Optional<String> then = status.file().map(PostStatus.File::uniqueId);
        return now.isPresent() && !now.equals(then);
    }

    private void judge(PostStatus status, PostStatus.File file) {
        switch (file.state()) {
            case DONE -> files++;
            case FAILED -> gap(Audit.Gap.FAILED, status, file, file.cause(), file.reason());
            case SKIPPED -> gap(Audit.Gap.SKIPPED, status, file, file.cause(), file.reason());
            case REMOVED -> gap(Audit.Gap.REMOVED, status, file, "", "it was removed from the archive");
            case PENDING -> gap(Audit.Gap.PENDING, status, file, "", "it is still to be fetched");
        }
    }

    private void deleted(PostStatus status) {
        Optional<PostStatus.File> file = status.file();
        if (file.isPresent() && file.get().state() != FileState.DONE) {
            gap(Audit.Gap.DELETED, status, file.get(), "", "the post was deleted at Telegram before it was fetched");
        } else {
            deletedAtTelegram++;
        }
    }

    private void gap(Audit.Gap gap, Post post, String why) {
        String type = post.media().map(media -> media.kind().key()).orElse(post.type());
        String name = post.media().map(MediaName::text).orElse("");
        long size = post.media().map(Media::size).orElse(0L);
        gap(new Audit.Finding(post.id().messageId(), gap, type, name, size, "", why));
    }

    private void gap(Audit.Gap gap, PostStatus status, PostStatus.File file, String cause, String reason) {
        String why = reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
        gap(new Audit.Finding(status.messageId(), gap, file.kind(), file.name(), file.size(), cause, why));
    }

    private void gap(Audit.Finding finding) {
        gaps.merge(finding.gap(), 1L, Long::sum);
        listener.found(finding);
    }

    Audit.Result result(long from, long to, long newest) {
        List<IdRange> notWalkedIds = channel.walked().gaps(Math.max(1, from), to);
        return new Audit.Result(
                from,
                to,
                newest,
                present,
                files,
                recheck.edited(),
                deletedAtTelegram,
                notWalked,
                outOfBounds,
                notWalkedIds,
                gaps);
    }
}

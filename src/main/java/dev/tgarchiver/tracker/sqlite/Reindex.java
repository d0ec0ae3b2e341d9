package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.post.RawCodec;
import dev.tgarchiver.tracker.Reindexing;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.post.ReindexCounts;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Database;
import dev.tgarchiver.tracker.sqlite.database.Portions;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads a channel's posts again from their raw messages, portion by portion: all processors decode one portion while the
 * next is fetched from the database, and only what differs is written.
 */
final class Reindex {

    /** Posts in one transaction, which takes about 100 ms when all of them differ. */
    static final int PORTION = 1_000;

    /** Posts that one thread decodes at a time. */
    private static final int SHARE = 125;

    private final Database database;
    private final Portions portions;
    private final SelectionMatcher matcher;
    private final Reindexing.Listener listener;

    /** @param matcher judges files that are found */
    Reindex(Database database, Portions portions, SelectionMatcher matcher, Reindexing.Listener listener) {
        this.database = database;
        this.portions = portions;
        this.matcher = matcher;
        this.listener = listener;
    }

    /** See {@link Reindexing#reindex}. */
    ReindexCounts run(long chatId) throws TrackerFailure, InterruptedException {
        Channel channel = new Channel(chatId, database.read(sql -> ChannelTable.requireRow(sql, chatId)));
        ReindexTable.State state = database.write(sql -> ReindexTable.start(sql, channel.row(), reader()));
        if (state.counts().posts() > 0) {
            listener.resumed(state.counts().posts());
        }
        if (state.done()) {
            return state.counts();
        }
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService decoders = Executors.newFixedThreadPool(threads);
        try {
            return state.counts().plus(run(channel, state.last(), decoders));
        } finally {
            decoders.shutdownNow();
        }
    }

    /** Another program may read otherwise, and another selection may want other files. */
    private String reader() {
        return Reindex.class.getPackage().getImplementationVersion() + " " + matcher.selection();
    }

    private record Channel(long chatId, long row) {

        PostId id(RecordedPost post) {
            return new PostId(chatId, PostKey.messageId(post.key()));
        }
    }

    /** A raw message that cannot be read. */
    private record Unreadable(PostId post, String reason) {}

    /**
     * What posts came to.
     *
     * @param differing posts of which something else is recorded
     * @param derived their files that Telegram derives from others, by role
     */
    private record Decoded(
            List<Reprojection> differing, List<Unreadable> unreadable, Map<String, FileTotals> derived, long notWhole) {

        Decoded() {
            this(new ArrayList<>(), new ArrayList<>(), new HashMap<>(), 0);
        }

        Decoded plus(Decoded other) {
            Decoded sum = new Decoded(
                    new ArrayList<>(differing),
                    new ArrayList<>(unreadable),
                    new HashMap<>(derived),
                    notWhole + other.notWhole);
            sum.differing.addAll(other.differing);
            sum.unreadable.addAll(other.unreadable);
            other.derived.forEach((role, files) -> sum.derived.merge(role, files, FileTotals::plus));
            return sum;
        }
    }

    private ReindexCounts run(Channel channel, long after, ExecutorService decoders)
            throws TrackerFailure, InterruptedException {
        ReindexCounts all = ReindexCounts.NONE;
        List<RecordedPost> posts = next(channel, after);
        while (!posts.isEmpty()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            List<Future<Decoded>> decoding = new ArrayList<>();
            for (int from = 0; from < posts.size(); from += SHARE) {
                List<RecordedPost> share = posts.subList(from, Math.min(posts.size(), from + SHARE));
                decoding.add(decoders.submit(() -> decode(channel, share)));
            }
            long last = posts.get(posts.size() - 1).key();
            int size = posts.size();
            posts = next(channel, last);
            Decoded decoded = new Decoded();
            for (Future<Decoded> share : decoding) {
                decoded = decoded.plus(result(share));
            }
            all = all.plus(write(channel, last, size, decoded));
        }
        boolean unused = database.write(sql -> {
            ReindexTable.done(sql, channel.row());
            return true;
        });
        return all;
    }

    private List<RecordedPost> next(Channel channel, long after) throws TrackerFailure {
        return database.read(sql -> RecordedPost.after(sql, channel.row(), after, PORTION));
    }

    private static Decoded result(Future<Decoded> share) throws InterruptedException {
        try {
            return share.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Decoded decode(Channel channel, List<RecordedPost> posts) {
        boolean derived = matcher.selection().roles().wantDerived();
        List<Reprojection> differing = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        Map<String, FileTotals> roles = new HashMap<>();
        long notWhole = 0;
        try (RawCodec codec = new RawCodec()) {
            for (RecordedPost post : posts) {
                Optional<byte[]> body = post.body();
                if (body.isEmpty()) {
                    notWhole += post.deleted() ? 0 : 1;
                    continue;
                }
                PostId id = channel.id(post);
                try {
                    Reprojection read = Reprojection.of(id, post, body.get(), codec, derived);
                    DerivedTally.derived(read.post().detail().attachments())
                            .forEach((role, files) -> roles.merge(role, files, FileTotals::plus));
                    if (read.differs()) {
                        differing.add(read);
                    }
                } catch (IllegalArgumentException e) {
                    unreadable.add(new Unreadable(id, String.valueOf(e.getMessage())));
                }
            }
        }
        return new Decoded(differing, unreadable, roles, notWhole);
    }

    private ReindexCounts write(Channel channel, long last, int posts, Decoded decoded) throws TrackerFailure {
        Database.Work<ReindexCounts> work = sql -> enter(sql, channel.row(), last, posts, decoded);
        // A power cut may undo what only says how far it is.
        ReindexCounts counts = decoded.differing().isEmpty() ? database.writeUnsynced(work) : portions.write(work);
        decoded.unreadable().forEach(message -> listener.unreadable(message.post(), message.reason()));
        listener.done(posts);
        return counts;
    }

    private ReindexCounts enter(Sql sql, long channel, long last, int posts, Decoded decoded) throws SQLException {
        List<Post> changed =
                decoded.differing().stream().map(Reprojection::post).toList();
        SelectionTable selection = new SelectionTable(sql, matcher, changed);
        for (Reprojection post : decoded.differing()) {
            post.write(sql, selection);
        }
        selection.judgeAlbums(channel);
        ReindexCounts counts = new ReindexCounts(
                posts,
                changed.size(),
                selection.newlyPending().files(),
                decoded.notWhole(),
                decoded.unreadable().size());
        ReindexTable.step(sql, channel, last, counts, decoded.derived());
        return counts;
    }
}

package dev.tgarchiver.tdlib.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.PostLookups;
import dev.tgarchiver.telegram.RangeSource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.Gone;
import dev.tgarchiver.telegram.TelegramFailure.LoginNeeded;
import dev.tgarchiver.telegram.TelegramFailure.NoAccess;
import dev.tgarchiver.telegram.TelegramFailure.Replaced;
import dev.tgarchiver.telegram.Transfer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane: a further client on a copy of the session, opened when it receives or expects its first file. If it fails,
 * the main client takes over: a lane makes downloads faster, never less complete. Thread-safe.
 */
final class TdLane implements MediaSource {

    private static final Logger LOG = LoggerFactory.getLogger(TdLane.class);

    /** Copies the session and opens the copy. */
    interface Opening {
        CopyClient open() throws TelegramFailure, InterruptedException;
    }

    private record Lane(CopyClient client, MediaSource media) {}

    private final int number;
    private final Opening opening;
    private final MediaSource main;

    @GuardedBy("this")
    private @Nullable Lane lane;

    @GuardedBy("this")
    private boolean ended;

    TdLane(int number, Opening opening, MediaSource main) {
        this.number = number;
        this.opening = opening;
        this.main = main;
    }

    /** A request to a source. */
    @FunctionalInterface
    private interface Call<T> {
        T of(MediaSource source) throws TelegramFailure, InterruptedException;
    }

    @Override
    public FetchedFile fetch(PostId post, Media expected, Duration stall, Transfer transfer)
            throws TelegramFailure, InterruptedException {
        return call(post, source -> source.fetch(post, expected, stall, transfer));
    }

    @Override
    public PostLookups lookups() {
        return new LaneLookups();
    }

    @Override
    public Optional<RangeSource> ranges() {
        return Optional.of((post, expected) ->
                call(post, source -> source.ranges().orElseThrow().open(post, expected)));
    }

    /** Looks up posts through the lane or, if that cannot, through the main client. */
    private final class LaneLookups implements PostLookups {

        /** Opens the lane and resolves the chat in advance, since both take several round trips. */
        @Override
        public void expect(long chatId) throws InterruptedException {
            Optional<Lane> open = open();
            if (open.isPresent()) {
                try {
                    boolean unused = open.get().client().resolve(chatId);
                } catch (TelegramFailure e) {
                    LOG.info("Lane {} has not found chat {} yet: {}", number, chatId, e.getMessage());
                }
            }
        }

        @Override
        public void lookUp(List<PostId> posts) throws InterruptedException {
            MediaSource source = main;
            Optional<Lane> open = TdLane.this.open();
            if (open.isPresent()) {
                try {
                    if (open.get().client().resolve(posts.get(0).chatId())) {
                        source = open.get().media();
                    }
                } catch (TelegramFailure e) {
                    LOG.info("Lane {} cannot look up posts: {}", number, e.getMessage());
                    return;
                }
            }
            source.lookups().lookUp(posts);
        }

        @Override
        public boolean knows(PostId post) {
            MediaSource own;
            synchronized (TdLane.this) {
                own = lane == null ? main : lane.media();
            }
            return own.lookups().knows(post) || main.lookups().knows(post);
        }
    }

    private <T> T call(PostId post, Call<T> call) throws TelegramFailure, InterruptedException {
        Optional<Lane> open = open();
        if (open.isPresent()) {
            try {
                if (open.get().client().resolve(post.chatId())) {
                    return call.of(open.get().media());
                }
                LOG.info("Lane {} cannot see chat {}; the main client fetches its files", number, post.chatId());
            } catch (Gone | Replaced | NoAccess e) {
                // The lane's answer is not final: the main client knows posts that were deleted since it walked them,
                // and a copy of the session may know an older state of a post.
                LOG.info("Lane {}: {}; asking the main client", number, e.getMessage());
            } catch (LoginNeeded e) {
                // They share the login, but the main client must detect its end itself: otherwise its session would
                // keep looking logged in.
                LOG.warn("Lane {} has lost the login; asking the main client", number);
                close();
            }
        }
        return call.of(main);
    }

    private synchronized Optional<Lane> open() throws InterruptedException {
        if (lane == null && !ended) {
            try {
                lane = laneOn(opening.open());
                LOG.info("Lane {} is open", number);
            } catch (TelegramFailure e) {
                LOG.warn("Lane {} cannot be opened; the main client does its work: {}", number, e.getMessage());
                ended = true;
            }
        }
        return Optional.ofNullable(lane);
    }

    private static Lane laneOn(CopyClient client) throws TelegramFailure {
        try {
            return new Lane(client, client.media());
        } catch (TelegramFailure | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /** Asks the lane to close, and does not open it again. Does not wait. */
    synchronized void startClose() {
        ended = true;
        if (lane != null) {
            lane.client().startClose();
        }
    }

    /** Closes the lane and waits for it; returns whether it closed in time. Idempotent. */
    boolean close() {
        startClose();
        Lane closing;
        synchronized (this) {
            closing = lane;
            lane = null;
        }
        if (closing == null) {
            return true;
        }
        closing.client().close();
        return closing.client().isClosed();
    }
}

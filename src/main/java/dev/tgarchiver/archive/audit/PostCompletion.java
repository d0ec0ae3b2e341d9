package dev.tgarchiver.archive.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.history.DiscoverySink;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.model.post.Remainder;
import dev.tgarchiver.post.PostReader;
import dev.tgarchiver.post.RawMessages;
import dev.tgarchiver.post.Remainders;
import dev.tgarchiver.telegram.ContentSource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.PacedCalls;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.PostRecorder;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.post.Completed;
import dev.tgarchiver.tracker.post.IncompletePost;
import dev.tgarchiver.tracker.post.PageResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Telegram for what pages of history leave out of posts: the whole of rich messages, instant views, custom emoji.
 * What it does not get because time runs out or Telegram fails stays to be asked for; what Telegram refuses is told and
 * not asked for again. For one thread.
 */
public final class PostCompletion {

    private static final Logger LOG = LoggerFactory.getLogger(PostCompletion.class);

    /** Posts that are recorded together. */
    private static final int PORTION = 50;

    private final ContentSource source;
    private final PostRecorder tracker;
    private final PacedCalls calls;
    private final DiscoverySink sink;
    private final EventListener events;

    /** @param sink hears of files that turn out to be wanted */
    public PostCompletion(
            ContentSource source, PostRecorder tracker, PacedCalls calls, DiscoverySink sink, EventListener events) {
        this.source = source;
        this.tracker = tracker;
        this.calls = calls;
        this.sink = sink;
        this.events = events;
    }

    /**
     * Asks for more of a channel's posts with ids in a range, the oldest first. Blocks.
     *
     * @param enough ends it between two calls; asked once before each
     */
    public void run(ChannelRow channel, long from, long to, PostRefresh.Enough enough)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        long chatId = channel.chatId();
        long refused = 0;
        long next = from;
        List<IncompletePost> posts = tracker.incomplete(chatId, next, to, PORTION);
        while (!posts.isEmpty()) {
            Portion portion = new Portion(chatId, enough);
            boolean whole;
            try {
                whole = portion.ask(posts);
            } finally {
                // What was given before a failure is kept.
                record(channel, portion.completed());
            }
            refused += portion.refused.size();
            if (!whole) {
                break;
            }
            next = posts.get(posts.size() - 1).id().messageId() + 1;
            posts = tracker.incomplete(chatId, next, to, PORTION);
        }
        tell(channel, refused);
    }

    private void record(ChannelRow channel, Completed completed) throws TrackerFailure {
        if (completed.posts().isEmpty()) {
            return;
        }
        PageResult result = tracker.recordCompleted(channel.chatId(), completed);
        sink.recorded(0, result.newFiles());
        events.on(new Event.PostsReadAgain(
                channel.channel(), completed.posts().size(), 0, 0, result.newFiles(), result.newBytes()));
    }

    private void tell(ChannelRow channel, long refused) {
        if (refused > 0) {
            String text = channel.channel().label() + ": Telegram did not give all of " + refused
                    + (refused == 1 ? " post" : " posts") + "; what it gave is kept, and the log says why.";
            LOG.warn("{}", text);
            events.on(new Event.Notice(Event.Notice.Level.INFO, text));
        }
    }

    /** Posts that are asked for together. */
    private final class Portion {

        private final long chatId;
        private final PostRefresh.Enough enough;
        private final List<Post> posts = new ArrayList<>();
        private final Set<PostId> refused = new HashSet<>();
        private final Map<Long, PostId> emoji = new HashMap<>();
        private final Set<Long> unknown = new HashSet<>();
        private final Set<Long> asked = new HashSet<>();
        private final Map<Long, ObjectNode> stickers = new HashMap<>();

        Portion(long chatId, PostRefresh.Enough enough) {
            this.chatId = chatId;
            this.enough = enough;
        }

        Completed completed() {
            return new Completed(posts, refused, emoji, unknown);
        }

        /** Returns whether all were asked for. */
        boolean ask(List<IncompletePost> incomplete) throws TelegramFailure, TrackerFailure, InterruptedException {
            Map<IncompletePost, ObjectNode> messages = new HashMap<>();
            Set<Long> ids = new LinkedHashSet<>();
            for (IncompletePost post : incomplete) {
                ObjectNode message = RawMessages.read(post.json());
                messages.put(post, message);
                ids.addAll(Remainders.of(message).customEmoji());
            }
            if (!askForEmoji(ids)) {
                return false;
            }
            for (IncompletePost post : incomplete) {
                ObjectNode message = messages.getOrDefault(post, RawMessages.read(post.json()));
                // All of a rich message may have emoji that its beginning does not have.
                if (!content(post.id(), message)
                        || !askForEmoji(Remainders.of(message).customEmoji())) {
                    return false;
                }
                for (long id : Remainders.of(message).customEmoji()) {
                    ObjectNode sticker = stickers.remove(id);
                    if (sticker != null) {
                        Remainders.putCustomEmoji(message, sticker);
                        emoji.put(id, post.id());
                    }
                }
                posts.add(PostReader.completed(message, post.hash()));
            }
            return true;
        }

        private boolean askForEmoji(Set<Long> ids) throws TelegramFailure, TrackerFailure, InterruptedException {
            Set<Long> missing = new LinkedHashSet<>(ids);
            missing.removeAll(asked);
            missing.removeAll(tracker.knownEmoji(chatId, missing));
            List<Long> list = List.copyOf(missing);
            for (int from = 0; from < list.size(); from += ContentSource.MOST_EMOJI) {
                List<Long> some = list.subList(from, Math.min(list.size(), from + ContentSource.MOST_EMOJI));
                if (enough.isReached()) {
                    return false;
                }
                List<byte[]> found = calls.send(() -> source.customEmoji(some));
                asked.addAll(some);
                unknown.addAll(some);
                for (byte[] json : found) {
                    ObjectNode sticker = RawMessages.read(json);
                    stickers.put(Remainders.id(sticker), sticker);
                }
                unknown.removeAll(stickers.keySet());
            }
            return true;
        }

        /** Puts more of its content into a message, unless Telegram refuses it. False when it is not asked for. */
        private boolean content(PostId post, ObjectNode message)
                throws TelegramFailure, TrackerFailure, InterruptedException {
            Remainder remainder = Remainders.of(message);
            Optional<String> page = remainder.instantView();
            if (!remainder.isOfContent()) {
                return true;
            }
            if (enough.isReached()) {
                return false;
            }
            try {
                if (remainder.rich()) {
                    Remainders.putRichMessage(message, RawMessages.read(calls.send(() -> source.richMessage(post))));
                }
                if (page.isPresent()) {
                    byte[] view = calls.send(() -> source.instantView(page.get()));
                    Remainders.putInstantView(message, RawMessages.read(view));
                }
            } catch (TelegramFailure.Gone e) {
                LOG.warn("Post {} is not kept whole: {}", post, e.getMessage());
                refused.add(post);
            }
            return true;
        }
    }
}

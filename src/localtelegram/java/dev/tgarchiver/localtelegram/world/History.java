package dev.tgarchiver.localtelegram.world;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The posts of a channel, a basic group or Saved Messages: a generated part, which costs nothing however long, and on top of it
 * what was added, edited and deleted. Every change counts the history's {@code pts} up and is remembered, so that a
 * client that was away can be told. Thread-safe.
 */
public final class History {

    private static final Instant FIRST_POST = Instant.parse("2023-01-01T00:00:00Z");

    private final long conversation;
    private final Consumer<HistoryEvent> listener;

    @GuardedBy("this")
    private final TreeMap<Integer, Post> overrides = new TreeMap<>();

    @GuardedBy("this")
    private final BitSet deleted = new BitSet();

    /** Posts that are there when they are asked for by id, and in no page. */
    @GuardedBy("this")
    private final BitSet hidden = new BitSet();

    /** Posts as they were before they were edited or deleted, the latest last. */
    @GuardedBy("this")
    private final List<Post> former = new ArrayList<>();

    @GuardedBy("this")
    private final List<HistoryEvent> events = new ArrayList<>();

    @GuardedBy("this")
    private final Map<PostFilter, Integer> counts = new EnumMap<>(PostFilter.class);

    @GuardedBy("this")
    private IntFunction<PostDraft> generator = id -> PostDraft.text("Post " + id);

    @GuardedBy("this")
    private int lastId;

    /** The event counter before the first event that is remembered. */
    @GuardedBy("this")
    private int eventsFrom = 1;

    private final MessageBox box;

    /** A history that numbers its own messages. */
    History(long conversation, Consumer<HistoryEvent> listener) {
        this(conversation, new MessageBox(), listener);
    }

    /** A history whose messages and events are numbered together with others. */
    History(long conversation, MessageBox box, Consumer<HistoryEvent> listener) {
        this.conversation = conversation;
        this.box = box;
        this.listener = listener;
    }

    /** Fills an empty history with generated posts; the generator receives numbers from 1 to {@code count}. */
    synchronized void generate(int count, IntFunction<PostDraft> newGenerator) {
        if (lastId != 0) {
            throw new IllegalStateException("The history already has posts");
        }
        int before = box.takeIds(count) - 1;
        if (before > 0) {
            deleted.set(1, before + 1);
        }
        generator = before == 0 ? newGenerator : id -> newGenerator.apply(id - before);
        lastId = before + count;
        eventsFrom = box.countEvents(count);
    }

    /** The id of a message to be added; those that other histories have taken since are not in this one. */
    @GuardedBy("this")
    private int nextId() {
        int id = box.takeIds(1);
        if (id > lastId + 1) {
            deleted.set(lastId + 1, id);
        }
        lastId = id;
        return id;
    }

    /** Adds a post and tells everyone. Its date is now unless the draft has one. */
    public Post add(PostDraft draft) {
        Post post;
        HistoryEvent event;
        synchronized (this) {
            post = draft.place(conversation, nextId(), Instant.now());
            overrides.put(post.id(), post);
            event = record(HistoryEvent.Kind.ADDED, List.of(post.id()));
        }
        listener.accept(event);
        return post;
    }

    /** Replaces a post and tells everyone; new media without an id of its own becomes another file. */
    public Post edit(int id, PostDraft draft) {
        Post post;
        HistoryEvent event;
        synchronized (this) {
            Post before = required(id);
            Instant date = before.date();
            former.add(before);
            // Another file for another version: the counter makes its id differ from the one before.
            long version = conversation ^ ((long) (box.pts() + 1) << 32);
            post = draft.edited(Instant.now()).place(version, id, date);
            overrides.put(id, post);
            event = record(HistoryEvent.Kind.EDITED, List.of(id));
        }
        listener.accept(event);
        return post;
    }

    /**
     * Replaces a post as Telegram counts its views and reactions: it is not an edit, and nobody is told. The draft is the whole
     * post with its other counts.
     */
    public synchronized void recount(int id, PostDraft draft) {
        overrides.put(id, draft.place(conversation, id, required(id).date()));
    }

    /** Deletes posts and tells everyone. */
    public void delete(Integer... ids) {
        HistoryEvent event;
        synchronized (this) {
            for (int id : ids) {
                Post before = find(id);
                if (before != null) {
                    former.add(before);
                }
                deleted.set(id);
                overrides.remove(id);
            }
            event = record(HistoryEvent.Kind.DELETED, List.of(ids));
        }
        listener.accept(event);
    }

    /** Leaves a range of ids without posts, as if they had never been or were long gone. Tells nobody. */
    public synchronized void omit(int from, int to) {
        deleted.set(from, to + 1);
        overrides.subMap(from, true, to, true).clear();
        counts.clear();
    }

    /** Leaves posts out of every page, though they can be had by their ids. Tells nobody. */
    public synchronized void hide(Integer... ids) {
        for (int id : ids) {
            hidden.set(id);
        }
    }

    @GuardedBy("this")
    private HistoryEvent record(HistoryEvent.Kind kind, List<Integer> ids) {
        int pts = box.countEvents(ids.size());
        counts.clear();
        HistoryEvent event = new HistoryEvent(pts, ids.size(), kind, ids, Instant.now());
        events.add(event);
        return event;
    }

    /** The event counter. */
    public int pts() {
        return box.pts();
    }

    /** The id of the newest post that exists; 0 when there is none. */
    public synchronized int topId() {
        int id = lastId;
        while (id > 0 && deleted.get(id)) {
            id--;
        }
        return id;
    }

    /** How many posts there are. */
    public synchronized int count() {
        return lastId - deleted.cardinality();
    }

    /** A post, or null when there is none with this id. */
    public synchronized @Nullable Post find(int id) {
        if (id < 1 || id > lastId || deleted.get(id)) {
            return null;
        }
        Post override = overrides.get(id);
        return override != null ? override : generator.apply(id).place(conversation, id, generatedDate(id));
    }

    /** A post as it is and as it was, the latest first; empty when there never was one with this id. */
    public synchronized List<Post> versions(int id) {
        List<Post> versions =
                new ArrayList<>(former.stream().filter(post -> post.id() == id).toList());
        Post now = find(id);
        if (now != null) {
            versions.add(now);
        }
        Collections.reverse(versions);
        return versions;
    }

    /** A post that must exist. */
    public Post required(int id) {
        Post post = find(id);
        if (post == null) {
            throw new IllegalArgumentException("There is no post " + id);
        }
        return post;
    }

    /** The number of the post that a chain of answers began with, whether its posts are still there or not; 0 for no answer. */
    public synchronized int thread(int id) {
        int top = 0;
        for (int at = answered(id); at != 0; at = answered(at)) {
            top = at;
        }
        return top;
    }

    @GuardedBy("this")
    private int answered(int id) {
        List<Post> versions = versions(id);
        return versions.isEmpty() ? 0 : versions.get(0).replyTo();
    }

    /** The ids of all posts, oldest first. */
    public synchronized List<Integer> ids() {
        List<Integer> ids = new ArrayList<>();
        for (int id = deleted.nextClearBit(1); id <= lastId; id = deleted.nextClearBit(id + 1)) {
            ids.add(id);
        }
        return ids;
    }

    /** The events after a value of the counter, oldest first; null when not all of them are remembered. */
    public synchronized @Nullable List<HistoryEvent> since(int knownPts) {
        if (knownPts < eventsFrom) {
            return null;
        }
        return events.stream().filter(event -> event.pts() > knownPts).toList();
    }

    /** Whether anything changed at or after an instant. */
    public synchronized boolean changedSince(Instant instant) {
        return !events.isEmpty() && !events.get(events.size() - 1).date().isBefore(instant);
    }

    /** A part of the history. */
    public synchronized Slice slice(Window window, PostFilter filter, String query) {
        Predicate<Post> wanted = post -> filter.matches(post) && (query.isEmpty() || contains(post, query));
        return new Slice(posts(window, wanted), query.isEmpty() ? count(filter) : countMatching(wanted));
    }

    /** The part of a thread that is within a window. */
    public synchronized List<Post> ofThread(Window window, Set<Integer> thread) {
        return posts(window, post -> thread.contains(post.id()));
    }

    @GuardedBy("this")
    private List<Post> posts(Window window, Predicate<Post> wanted) {
        int below = firstIdOfWindow(window);
        int newer = Math.max(0, -window.addOffset());
        List<Post> posts = new ArrayList<>();
        if (newer > 0) {
            List<Post> ascending = collectUp(below + 1, newer, wanted);
            Collections.reverse(ascending);
            // The newest may lie beyond the window's older end when the window is shorter than it is moved.
            int missing = newer - ascending.size();
            posts.addAll(ascending.subList(0, Math.max(0, Math.min(ascending.size(), window.limit() - missing))));
        }
        int older = window.limit() - newer;
        if (older > 0) {
            posts.addAll(collectDown(below, Math.max(0, window.addOffset()), older, wanted));
        }
        posts.removeIf(post -> !window.admits(post.id()));
        return List.copyOf(posts);
    }

    /** How many posts pass a filter. */
    public synchronized int count(PostFilter filter) {
        if (filter == PostFilter.ALL) {
            return count();
        }
        Integer known = counts.get(filter);
        if (known == null) {
            known = countMatching(filter::matches);
            counts.put(filter, known);
        }
        return known;
    }

    private static boolean contains(Post post, String query) {
        return post.text().toLowerCase(Locale.ROOT).contains(query.toLowerCase(Locale.ROOT));
    }

    @GuardedBy("this")
    private int firstIdOfWindow(Window window) {
        if (window.offsetId() > 0) {
            return Math.min(window.offsetId() - 1, lastId);
        }
        return window.offsetDate() == null ? lastId : lastIdBefore(window.offsetDate());
    }

    /** The greatest id whose date is before an instant; dates never fall as ids grow. */
    @GuardedBy("this")
    private int lastIdBefore(Instant instant) {
        int low = 0;
        int high = lastId;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (dateOf(middle).isBefore(instant)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    @GuardedBy("this")
    private Instant dateOf(int id) {
        Post post = find(id);
        return post == null ? generatedDate(id) : post.date();
    }

    private static Instant generatedDate(int id) {
        return FIRST_POST.plusSeconds(60L * id);
    }

    @GuardedBy("this")
    private List<Post> collectUp(int from, int limit, Predicate<Post> wanted) {
        List<Post> found = new ArrayList<>();
        for (int id = deleted.nextClearBit(Math.max(1, from));
                id <= lastId && found.size() < limit;
                id = deleted.nextClearBit(id + 1)) {
            Post post = required(id);
            if (!hidden.get(id) && wanted.test(post)) {
                found.add(post);
            }
        }
        return found;
    }

    @GuardedBy("this")
    private List<Post> collectDown(int from, int skip, int limit, Predicate<Post> wanted) {
        List<Post> found = new ArrayList<>();
        int toSkip = skip;
        for (int id = deleted.previousClearBit(from);
                id > 0 && found.size() < limit;
                id = deleted.previousClearBit(id - 1)) {
            Post post = required(id);
            if (hidden.get(id) || !wanted.test(post)) {
                continue;
            }
            if (toSkip > 0) {
                toSkip--;
            } else {
                found.add(post);
            }
        }
        return found;
    }

    @GuardedBy("this")
    private int countMatching(Predicate<Post> wanted) {
        return collectUp(1, Integer.MAX_VALUE, wanted).size();
    }
}

package dev.tgarchiver.torture.posts;

import dev.tgarchiver.localtelegram.PostKinds;
import dev.tgarchiver.localtelegram.PostKinds.PostKind;
import dev.tgarchiver.torture.Cast;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/** Deals posts of all kinds, each kind once before any comes again, and each with files of its own. For one thread. */
final class KindDeck {

    /** So many ids are a set's. */
    private static final int STEP = 1000;

    /** The first comes with another one, the second with the topic itself; TDLib has two answers for the third. */
    private static final Set<String> LEFT_OUT = Set.of("album, second", "topic created", "topic hidden");

    private final Cast cast;
    private final boolean group;
    private final Random random;
    private final Deque<String> names = new ArrayDeque<>();
    private long nextId;
    private List<PostKind> set = List.of();

    /** @param firstId no other deck deals files with ids from here on, for some millions */
    KindDeck(Cast cast, boolean group, long firstId, Random random) {
        this.cast = cast;
        this.group = group;
        this.random = random;
        nextId = firstId;
    }

    /** A post of the next kind. */
    PostKind next() {
        renew();
        if (names.isEmpty()) {
            List<String> shuffled = new ArrayList<>(PostKinds.byName(set).keySet());
            shuffled.removeAll(LEFT_OUT);
            Collections.shuffle(shuffled, random);
            names.addAll(shuffled);
        }
        return find(names.remove());
    }

    /** A post of this kind. */
    PostKind named(String name) {
        renew();
        return find(name);
    }

    /** The second post of the album of the first, which was just dealt. */
    PostKind rest(PostKind first) {
        if (!set.contains(first)) {
            throw new IllegalStateException("dealt earlier: " + first.name());
        }
        return find("album, second");
    }

    /** A post of any kind of some. */
    PostKind another(Predicate<PostKind> which) {
        renew();
        List<PostKind> found = set.stream().filter(which).toList();
        return found.get(random.nextInt(found.size()));
    }

    private void renew() {
        set = new ArrayList<>(PostKinds.ofChannel(nextId, cast.friend(), cast.bot(), cast.other()));
        if (group) {
            set.addAll(PostKinds.ofGroup(nextId + STEP, cast.friend(), cast.bot(), cast.other()));
        }
        nextId += 2 * STEP;
    }

    private PostKind find(String name) {
        PostKind kind = PostKinds.byName(set).get(name);
        if (kind == null) {
            throw new IllegalArgumentException("no kind: " + name);
        }
        return kind;
    }
}

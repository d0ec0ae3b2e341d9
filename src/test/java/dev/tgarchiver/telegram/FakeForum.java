package dev.tgarchiver.telegram;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.model.post.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The topics of a {@link FakeChannel}, in Telegram's order: the one with the newest post first. Safe for any thread. */
public final class FakeForum {

    @GuardedBy("this")
    private final List<Topic> topics = new ArrayList<>();

    @GuardedBy("this")
    private int pageSize = 100;

    @GuardedBy("this")
    private int total;

    FakeForum() {}

    /** A topic with a name, and nothing special about it. */
    public static Topic named(long number, String name) {
        return new Topic(number, name, 0, 0x6FB9F0, 42, FakeChannel.FIRST, false, false, false);
    }

    /** Adds a topic, or has it be another from now on; it comes first. */
    public synchronized FakeForum put(Topic topic) {
        boolean known = topics.removeIf(other -> other.number() == topic.number());
        topics.add(0, topic);
        total += known ? 0 : 1;
        return this;
    }

    /** Deletes a topic. */
    public synchronized void delete(long number) {
        if (!topics.removeIf(topic -> topic.number() == number)) {
            throw new IllegalArgumentException("no topic " + number);
        }
        total--;
    }

    /** Pages have at most as many topics. */
    public synchronized void pagesOf(int size) {
        pageSize = size;
    }

    /** The number of topics that pages tell. */
    public synchronized void tellTotal(int topicsTold) {
        total = topicsTold;
    }

    synchronized TopicPage after(TopicPage.End end) {
        int from = 0;
        for (int i = 0; i < topics.size(); i++) {
            if (topics.get(i).number() == end.topic()) {
                from = i + 1;
            }
        }
        List<Topic> page = topics.subList(from, Math.min(topics.size(), from + pageSize));
        TopicPage.End last = page.isEmpty()
                ? TopicPage.End.START
                : new TopicPage.End(1, 1, page.get(page.size() - 1).number());
        return new TopicPage(page, total, last);
    }

    synchronized Optional<Topic> find(long number) {
        return topics.stream().filter(topic -> topic.number() == number).findFirst();
    }
}

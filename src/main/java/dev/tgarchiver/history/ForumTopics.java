package dev.tgarchiver.history;

import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.Topic;
import dev.tgarchiver.model.post.TopicChange;
import dev.tgarchiver.post.TopicChanges;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TopicPage;
import dev.tgarchiver.telegram.TopicSource;
import dev.tgarchiver.telegram.pace.PacedCalls;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.topic.RecordedTopic;
import dev.tgarchiver.tracker.topic.TopicRecorder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records the topics of forums, each forum once in a run: one call for a hundred topics, and one for each topic that the
 * pages lack, because a topic may move while pages are read. For one thread.
 */
public final class ForumTopics {

    private static final Logger LOG = LoggerFactory.getLogger(ForumTopics.class);

    private final TopicSource source;
    private final TopicRecorder tracker;
    private final PacedCalls calls;
    private final Time time;
    private final Set<Long> read = new HashSet<>();

    /** @param calls paces and retries the requests */
    public ForumTopics(TopicSource source, TopicRecorder tracker, PacedCalls calls, Time time) {
        this.source = source;
        this.tracker = tracker;
        this.calls = calls;
        this.time = time;
    }

    /** Records the topics of a remembered channel, unless it is not a forum or was read before. Blocks. */
    public void read(long chatId) throws TelegramFailure, TrackerFailure, InterruptedException {
        if (read.contains(chatId) || !source.isForum(chatId)) {
            return;
        }
        Set<Long> seen = new HashSet<>();
        TopicPage.End end = TopicPage.End.START;
        boolean more = true;
        while (more) {
            TopicPage.End after = end;
            TopicPage page = calls.send(() -> source.topics(chatId, after));
            tracker.recordTopics(chatId, page.topics());
            boolean any = false;
            for (Topic topic : page.topics()) {
                any |= seen.add(topic.number());
            }
            more = any && seen.size() < page.total();
            end = page.end();
        }
        if (!seen.isEmpty()) {
            lookFor(chatId, seen);
        }
        read.add(chatId);
        LOG.info("Chat {} has {} topics", chatId, seen.size());
    }

    /** Records what the service messages of a page say. Call it before the page itself counts as walked. */
    static void recordChanges(TopicRecorder tracker, long chatId, List<Post> page) throws TrackerFailure {
        List<TopicChange> changes =
                page.stream().map(TopicChanges::of).flatMap(Optional::stream).toList();
        if (!changes.isEmpty()) {
            tracker.recordTopicChanges(chatId, changes);
        }
    }

    /** Asks for the known topics that no page had. */
    private void lookFor(long chatId, Set<Long> seen) throws TelegramFailure, TrackerFailure, InterruptedException {
        List<Topic> found = new ArrayList<>();
        List<Long> deleted = new ArrayList<>();
        for (RecordedTopic known : tracker.topics(chatId)) {
            long number = known.topic().number();
            if (known.deletedAt().isEmpty() && !seen.contains(number)) {
                Optional<Topic> topic = calls.send(() -> source.topic(chatId, number));
                topic.ifPresentOrElse(found::add, () -> deleted.add(number));
            }
        }
        tracker.recordTopics(chatId, found);
        tracker.recordTopicsDeleted(chatId, deleted, time.now());
    }
}

package dev.tgarchiver.app.posts;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.search.Query;
import dev.tgarchiver.search.QueryParser;
import dev.tgarchiver.search.QuerySyntaxError;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.query.FoundPost;
import dev.tgarchiver.tracker.query.PostCondition;
import dev.tgarchiver.tracker.query.PostCursor;
import dev.tgarchiver.tracker.query.PostQuery;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds posts by their words. Only reads, and may run beside a download. */
public final class SearchUseCase {

    /** Posts that are read at once. */
    private static final int PART = 200;

    private static final String SUPERGROUP_PREFIX = "-100";

    private final Configuration configuration;

    /** Searches this configuration's archive. */
    public SearchUseCase(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * Searches; gives each hit as soon as it is found.
     *
     * @throws InvalidRequest when the query or the selection is wrong; the message says where, and what to do
     */
    public SearchEnd run(SearchOrder order, Consumer<SearchHit> hits) throws InvalidRequest, TrackerFailure {
        return run(parse(order.query()), order, hits);
    }

    /**
     * Lists the posts of a selection, whatever their words.
     *
     * @param order of which the query does not count
     * @throws InvalidRequest when the selection is wrong; the message says where, and what to do
     */
    public SearchEnd list(SearchOrder order, Consumer<SearchHit> posts) throws InvalidRequest, TrackerFailure {
        return run(Query.All.POSTS, order, posts);
    }

    private SearchEnd run(Query query, SearchOrder order, Consumer<SearchHit> hits)
            throws InvalidRequest, TrackerFailure {
        try (TrackerReader tracker = Trackers.openReadOnly(configuration)) {
            Conditions conditions = new Conditions(tracker);
            PostCondition condition = new PostCondition.All(
                    List.of(new QueryConditions(conditions).of(query), conditions.of(order.selection())));
            Map<Long, ChannelRow> channels = new HashMap<>();
            PostQuery wanted = new PostQuery(condition, order.order());
            boolean words = query != Query.All.POSTS;
            PostCursor cursor = tracker.find(words ? wanted.wholePosts() : wanted);
            HitTexts texts = new HitTexts(query);
            long given = 0;
            boolean more = false;
            while (true) {
                // One more than wanted tells whether there are others.
                long room = order.limit() == 0 ? PART : Math.min(PART, order.limit() - given + 1);
                List<FoundPost> posts = cursor.next(Math.toIntExact(room));
                for (FoundPost post : posts) {
                    ChannelRow channel = channel(tracker, post.id().chatId(), channels);
                    more = order.limit() > 0 && given == order.limit();
                    if (channel != null && !more) {
                        hits.accept(hit(post, channel, texts));
                        given++;
                    }
                }
                if (more || posts.size() < room) {
                    return new SearchEnd(given, more, cursor.isCapped(), words ? tracker.notIndexed() : 0);
                }
            }
        }
    }

    /** One that is being forgotten has none. */
    private static @Nullable ChannelRow channel(TrackerReader tracker, long chatId, Map<Long, ChannelRow> known)
            throws TrackerFailure {
        if (!known.containsKey(chatId)) {
            tracker.channel(chatId).ifPresent(row -> known.put(chatId, row));
        }
        return known.get(chatId);
    }

    private static Query parse(String query) throws InvalidRequest {
        try {
            return QueryParser.parse(query);
        } catch (QuerySyntaxError e) {
            throw new InvalidRequest(String.valueOf(e.getMessage()));
        }
    }

    private SearchHit hit(FoundPost post, ChannelRow channel, HitTexts texts) {
        Optional<Path> file = post.file()
                .flatMap(FoundPost.File::path)
                .map(path -> configuration.download().outputDir().resolve(path));
        return new SearchHit(
                post,
                ArchivedChannels.name(channel) + "/" + post.id().messageId(),
                link(channel, post.id().messageId()),
                channel.title(),
                texts.of(post),
                file);
    }

    private static Optional<String> link(ChannelRow channel, long message) {
        String chat = Long.toString(channel.chatId());
        if (!chat.startsWith(SUPERGROUP_PREFIX)) {
            return Optional.empty();
        }
        return Optional.of("https://t.me/"
                + channel.username().orElse("c/" + chat.substring(SUPERGROUP_PREFIX.length()))
                + "/" + message);
    }
}

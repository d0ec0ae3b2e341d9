package dev.tgarchiver.tracker.query;

import dev.tgarchiver.search.Query;
import dev.tgarchiver.search.QueryParser;
import dev.tgarchiver.search.QuerySyntaxError;
import dev.tgarchiver.tracker.TrackerFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Asks a tracker in the language of queries, without the filters that need names. */
final class Finding {

    private Finding() {}

    static PostCondition condition(String query) {
        try {
            return condition(QueryParser.parse(query));
        } catch (QuerySyntaxError e) {
            throw new IllegalArgumentException(query, e);
        }
    }

    static PostCondition condition(Query query) {
        if (query instanceof Query.All all) {
            return new PostCondition.All(
                    all.parts().stream().map(Finding::condition).toList());
        } else if (query instanceof Query.Any any) {
            return new PostCondition.Any(
                    any.parts().stream().map(Finding::condition).toList());
        } else if (query instanceof Query.Not not) {
            return new PostCondition.Not(condition(not.part()));
        } else if (query instanceof Query.Words words) {
            return new PostCondition.Words(words);
        } else if (query instanceof Query.Hashtag hashtag) {
            return new PostCondition.Hashtag(hashtag.tag());
        }
        throw new IllegalArgumentException(query.toString());
    }

    /** The numbers of the posts that are found, of all channels. */
    static Set<Long> numbers(PostFinder tracker, String query) throws TrackerFailure {
        Set<Long> numbers = new TreeSet<>();
        all(tracker, new PostQuery(condition(query), PostQuery.Order.NEWEST))
                .forEach(post -> numbers.add(post.id().messageId()));
        return numbers;
    }

    static List<FoundPost> all(PostFinder tracker, PostQuery query) throws TrackerFailure {
        PostCursor cursor = tracker.find(query);
        List<FoundPost> all = new ArrayList<>();
        List<FoundPost> part = cursor.next(7);
        while (!part.isEmpty()) {
            all.addAll(part);
            part = cursor.next(100);
        }
        return all;
    }
}

package dev.tgarchiver.app.posts;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.search.Query;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.query.PostCondition;
import java.util.ArrayList;
import java.util.List;

/** Turns queries into conditions. */
final class QueryConditions {

    private final Conditions conditions;

    QueryConditions(Conditions conditions) {
        this.conditions = conditions;
    }

    /**
     * A query's condition.
     *
     * @throws InvalidRequest when a filter's value is wrong; the message says where it is
     */
    PostCondition of(Query query) throws InvalidRequest, TrackerFailure {
        if (query instanceof Query.All all) {
            return new PostCondition.All(all(all.parts()));
        } else if (query instanceof Query.Any any) {
            return new PostCondition.Any(all(any.parts()));
        } else if (query instanceof Query.Not not) {
            return new PostCondition.Not(of(not.part()));
        } else if (query instanceof Query.Words words) {
            return new PostCondition.Words(words);
        } else if (query instanceof Query.Hashtag hashtag) {
            return new PostCondition.Hashtag(hashtag.tag());
        } else if (query instanceof Query.Filter filter) {
            return of(filter);
        }
        throw new IllegalStateException("no condition for " + query);
    }

    private List<PostCondition> all(List<Query> parts) throws InvalidRequest, TrackerFailure {
        List<PostCondition> all = new ArrayList<>();
        for (Query part : parts) {
            all.add(of(part));
        }
        return all;
    }

    private PostCondition of(Query.Filter filter) throws InvalidRequest, TrackerFailure {
        String where = filter.field().word() + ": at character " + filter.position();
        String value = filter.value();
        return switch (filter.field()) {
            case FROM -> conditions.senders(where, List.of(value));
            case IN -> channel(where, value);
            case TYPE -> conditions.types(where, List.of(value.split(",")));
            case TOPIC -> conditions.topics(where, List.of(value));
            case HAS -> conditions.has(where, value);
            case ROLE -> conditions.roles(where, List.of(value.split(",")));
            case AFTER -> conditions.since(where, value);
            case BEFORE -> conditions.until(where, value);
        };
    }

    private PostCondition channel(String where, String name) throws InvalidRequest {
        try {
            return conditions.channels(List.of(name));
        } catch (InvalidRequest e) {
            throw new InvalidRequest(where + ": " + e.getMessage());
        }
    }
}

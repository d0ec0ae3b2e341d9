package dev.tgarchiver.tracker.query;

import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.search.Query;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Says which posts are meant. */
public sealed interface PostCondition {

    /** All of the parts hold; always, when there is none. */
    record All(List<PostCondition> parts) implements PostCondition {

        /** Every post. */
        public static final All POSTS = new All(List.of());

        public All {
            parts = List.copyOf(parts);
        }
    }

    /** At least one of the parts holds. */
    record Any(List<PostCondition> parts) implements PostCondition {

        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** The part does not hold. */
    record Not(PostCondition part) implements PostCondition {}

    /** The post has these words, as the search index knows it. */
    record Words(Query.Words words) implements PostCondition {}

    /**
     * The post has this hashtag.
     *
     * @param tag without the number sign
     */
    record Hashtag(String tag) implements PostCondition {}

    /** The post is in one of these channels, named by their chat ids. */
    record Channels(Set<Long> chatIds) implements PostCondition {

        public Channels {
            chatIds = Set.copyOf(chatIds);
        }
    }

    /** One of these users and chats sent it. */
    record Senders(Set<Long> peers) implements PostCondition {

        public Senders {
            peers = Set.copyOf(peers);
        }
    }

    /** It is in one of these forum topics, each a channel and the topic's number. */
    record Topics(Set<PostId> topics) implements PostCondition {

        public Topics {
            topics = Set.copyOf(topics);
        }
    }

    /** It is of one of these types, as {@code text} or {@code photo}. */
    record Types(Set<String> types) implements PostCondition {

        public Types {
            types = Set.copyOf(types);
        }
    }

    /** It holds a file that is one of these in it, as {@code preview}; {@code main} is the file that makes it a photo and so on. */
    record Roles(Set<String> roles) implements PostCondition {

        /** The role of the file that makes a post one of its type. */
        public static final String MAIN = "main";

        public Roles {
            roles = Set.copyOf(roles);
        }
    }

    /** It was posted then or later. */
    record Since(Instant date) implements PostCondition {}

    /** It was posted then or before. */
    record Until(Instant date) implements PostCondition {}

    /** It has something. */
    record Has(Feature feature) implements PostCondition {}

    /** Telegram no longer has it. */
    record Deleted() implements PostCondition {}

    /** It was seen in more than one version. */
    record Edited() implements PostCondition {}

    /** It holds a file of at least this many bytes. */
    record MinSize(long bytes) implements PostCondition {}
}

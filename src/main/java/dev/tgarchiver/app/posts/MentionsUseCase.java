package dev.tgarchiver.app.posts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.app.posts.Mentions.Mention;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.query.FoundPost;
import dev.tgarchiver.tracker.query.PostCursor;
import dev.tgarchiver.tracker.query.PostQuery;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Counts what posts name. Reads each selected post; only reads, and may run beside a download. */
public final class MentionsUseCase {

    /** Posts that are read at once. */
    private static final int PART = 1_000;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String ENTITY = "textEntityType";

    private final Configuration configuration;

    /** Counts in this configuration's archive. */
    public MentionsUseCase(Configuration configuration) {
        this.configuration = configuration;
    }

    private static final class Count {
        private long posts;
        private Instant last = Instant.MIN;

        void add(Instant date) {
            posts++;
            last = date.isAfter(last) ? date : last;
        }
    }

    /** @param id of a sender; 0 for others, which are the same when their names are */
    private record Key(String name, long id) {}

    /**
     * Counts.
     *
     * @param limit the most that are given; 0 for all
     * @throws InvalidRequest when the selection is wrong
     */
    public Mentions run(Mentions.Kind kind, PostSelection selection, int limit) throws InvalidRequest, TrackerFailure {
        Map<Key, Count> counts = new HashMap<>();
        Map<Long, String> names = new HashMap<>();
        try (TrackerReader tracker = Trackers.openReadOnly(configuration)) {
            for (ChannelRow row : tracker.channels()) {
                names.put(row.chatId(), row.title());
            }
            PostCursor cursor =
                    tracker.find(new PostQuery(new Conditions(tracker).of(selection), PostQuery.Order.NEWEST));
            List<FoundPost> posts = cursor.next(PART);
            while (!posts.isEmpty()) {
                for (FoundPost post : posts) {
                    keys(kind, post, names)
                            .forEach(key -> counts.computeIfAbsent(key, unused -> new Count())
                                    .add(post.date()));
                }
                posts = cursor.next(PART);
            }
        }
        List<Mention> most = counts.entrySet().stream()
                .map(entry -> new Mention(
                        name(entry.getKey(), names),
                        entry.getKey().id(),
                        entry.getValue().posts,
                        entry.getValue().last))
                .sorted(Comparator.comparingLong(Mention::posts)
                        .reversed()
                        .thenComparing(Mention::name)
                        .thenComparingLong(Mention::id))
                .limit(limit == 0 ? Long.MAX_VALUE : limit)
                .toList();
        return new Mentions(kind, most, counts.size() - most.size());
    }

    private static Collection<Key> keys(Mentions.Kind kind, FoundPost post, Map<Long, String> names) {
        Set<Key> keys = new LinkedHashSet<>();
        if (kind == Mentions.Kind.SENDER) {
            long sender = post.sender() == 0 ? post.id().chatId() : post.sender();
            if (!post.senderName().isEmpty()) {
                names.putIfAbsent(sender, post.senderName());
            }
            keys.add(new Key("", sender));
            return keys;
        }
        for (JsonNode entity : entities(post.entities())) {
            String type = entity.path("type").path("@type").asText();
            String text = part(post.text(), entity);
            switch (type.startsWith(ENTITY) ? type.substring(ENTITY.length()) : type) {
                case "Hashtag" -> {
                    if (kind == Mentions.Kind.HASHTAG) {
                        keys.add(new Key(
                                Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT), 0));
                    }
                }
                case "Url" -> link(kind, text, keys);
                case "TextUrl" -> link(kind, entity.path("type").path("url").asText(), keys);
                default -> {
                    // Names nothing that is counted.
                }
            }
        }
        return keys;
    }

    private static void link(Mentions.Kind kind, String url, Set<Key> keys) {
        if (url.isBlank() || kind == Mentions.Kind.HASHTAG) {
            return;
        }
        String whole = url.contains(":") ? url : "https://" + url;
        keys.add(new Key(kind == Mentions.Kind.SITE ? site(whole) : whole, 0));
    }

    /** The host of an address, without its first www. */
    private static String site(String url) {
        String rest = url.substring(url.indexOf(':') + 1).replaceFirst("^/+", "");
        String host = rest.split("[/?#]", 2)[0].replaceFirst("^.*@", "").replaceFirst(":\\d*$", "");
        return host.toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "");
    }

    private static JsonNode entities(String json) {
        try {
            return MAPPER.readTree(json.isEmpty() ? "[]" : json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("formatting that is not JSON: " + json, e);
        }
    }

    private static String part(String text, JsonNode entity) {
        int from = Math.max(0, Math.min(text.length(), entity.path("offset").intValue()));
        long to = Math.min(text.length(), (long) from + entity.path("length").intValue());
        return text.substring(from, (int) Math.max(from, to));
    }

    private static String name(Key key, Map<Long, String> names) {
        return key.id() == 0 ? key.name() : names.getOrDefault(key.id(), "");
    }
}

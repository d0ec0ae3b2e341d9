package dev.tgarchiver.torture.posts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.model.post.Reaction;
import dev.tgarchiver.model.post.Topic;
import dev.tgarchiver.post.RawMessages;
import dev.tgarchiver.torture.Damage;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.file.StoredFile;
import dev.tgarchiver.tracker.post.PostStatus;
import dev.tgarchiver.tracker.post.PostVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares what the tracker has of a channel's posts with what it must have. For one thread. */
final class Comparison {

    private static final int ALL = Integer.MAX_VALUE;

    private final TrackerReader tracker;
    private final Channel channel;
    private final Map<Integer, Expected> expected;
    private final Damage damage;

    Comparison(TrackerReader tracker, Channel channel, Map<Integer, Expected> expected, Damage damage) {
        this.tracker = tracker;
        this.channel = channel;
        this.expected = expected;
        this.damage = damage;
    }

    /** Compares everything but the files. */
    void posts() throws TrackerFailure {
        Set<Integer> recorded = new TreeSet<>();
        for (PostStatus status : tracker.standings(channel.chatId(), 1, ALL)) {
            int id = Math.toIntExact(status.messageId());
            recorded.add(id);
            Expected post = expected.get(id);
            if (post == null) {
                damage.wrong(place(id) + " is in the tracker, though no run could see it");
                continue;
            }
            if (status.deleted() != post.isGone()) {
                damage.wrong(
                        place(id) + (post.isGone() ? " is gone, and not marked" : " is there, and marked as gone"));
            }
            versions(id, post);
            columns(id, post);
        }
        expected.keySet().stream()
                .filter(id -> !recorded.contains(id) && post(id).isRequired())
                .forEach(id -> damage.lost(place(id) + " is not in the tracker"));
    }

    private Expected post(int id) {
        return Objects.requireNonNull(expected.get(id));
    }

    private void versions(int id, Expected post) throws TrackerFailure {
        List<PostVersion> found = tracker.versions(new PostId(channel.chatId(), id));
        int next = 0;
        for (Expected.Version wanted : post.versions()) {
            boolean there = next < found.size()
                    && RawMessages.of(asOfAPage(json(found.get(next)), wanted))
                            .hash()
                            .equals(wanted.hash());
            if (there) {
                version(place(id) + ", version " + (next + 1), wanted, found.get(next));
                next++;
            } else if (wanted.required()) {
                damage.lost(place(id) + ": a version is not there; expected "
                        + changes(post.versions().stream().map(Expected.Version::message))
                        + ", found " + changes(found.stream().map(Comparison::json)));
                return;
            }
        }
        if (next < found.size()) {
            damage.wrong(place(id) + " has a version too many; expected "
                    + changes(post.versions().stream().map(Expected.Version::message)) + ", found "
                    + changes(found.stream().map(Comparison::json)));
        }
    }

    private void version(String place, Expected.Version wanted, PostVersion found) {
        JsonNode wantedMessage = wanted.message().deepCopy();
        JsonNode foundMessage = asOfAPage(json(found), wanted);
        if (reactions(wantedMessage).isMissingNode() || reactions(foundMessage).isMissingNode()) {
            withoutReactions(wantedMessage);
            withoutReactions(foundMessage);
        }
        Difference.between(wantedMessage, foundMessage).ifPresent(difference -> damage.wrong(place + difference));
        wanted.text()
                .filter(sent -> !sent.equals(found.text()))
                .ifPresent(sent -> damage.wrong(place + ": posted \"" + sent + "\", found \"" + found.text() + '"'));
    }

    /** What is kept, without what TDLib gives only when it is asked. */
    private static JsonNode asOfAPage(JsonNode kept, Expected.Version page) {
        ObjectNode message = kept.deepCopy();
        message.remove("custom_emoji");
        ObjectNode content = message.withObjectProperty("content");
        content.remove("instant_view");
        if (content.remove("whole") != null) {
            content.set("message", page.message().path("content").path("message"));
        }
        return message;
    }

    private static JsonNode reactions(JsonNode message) {
        return message.path("interaction_info").path("reactions");
    }

    /** TDLib hides the reactions of a post that it reads before it knows what reactions its chat has. */
    private static void withoutReactions(JsonNode message) {
        if (message.path("interaction_info") instanceof ObjectNode info) {
            info.remove("reactions");
        }
    }

    /** From each version to the next. */
    private static List<String> changes(Stream<JsonNode> messages) {
        List<JsonNode> versions = messages.toList();
        List<String> changes = new ArrayList<>();
        for (int i = 1; i < versions.size(); i++) {
            changes.add(Difference.between(versions.get(i - 1), versions.get(i)).orElse("no change"));
        }
        return changes;
    }

    private static JsonNode json(PostVersion version) {
        return RawMessages.read(version.json().orElse("{}").getBytes(StandardCharsets.UTF_8));
    }

    private void columns(int id, Expected expectedPost) throws TrackerFailure {
        Optional<TlObject> now = expectedPost.now().filter(message -> message.is("message"));
        if (now.isEmpty()) {
            return;
        }
        Post post = tracker.post(new PostId(channel.chatId(), id)).orElseThrow();
        TlObject message = now.get();
        compare(id, "views", number(message, "views"), post.views());
        compare(id, "forwards", number(message, "forwards"), post.forwards());
        Set<Reaction> seen = Set.copyOf(post.detail().reactions());
        if (!seen.isEmpty() || !channel.isMegagroup()) {
            compare(id, "reactions", reactions(message), seen);
        }
        JsonNode newest = expectedPost.newest().message();
        compare(
                id,
                "topic",
                newest.path("topic_id").path("forum_topic_id").asLong(),
                post.detail().topic());
        JsonNode sender = newest.path("sender_id");
        long number = sender.path("user_id").asLong(sender.path("chat_id").asLong());
        compare(id, "sender", number, post.detail().sender());
    }

    /** Compares the topics of a forum. */
    void topics() throws TrackerFailure {
        Set<String> wanted = new TreeSet<>();
        channel.topics()
                .listed()
                .forEach(listed -> wanted.add(named(
                        listed.topic().id(),
                        listed.topic().title(),
                        listed.topic().closed())));
        Set<String> found = new TreeSet<>();
        tracker.topics(channel.chatId()).forEach(recorded -> {
            Topic topic = recorded.topic();
            found.add(named(topic.number(), topic.name(), topic.closed()));
        });
        if (!found.equals(wanted)) {
            damage.wrong("@" + channel.username() + ": expected the topics " + wanted + ", found " + found);
        }
    }

    private static String named(long number, String name, boolean closed) {
        return number + " " + name + (closed ? " (closed)" : "");
    }

    private void compare(int id, String what, Object wanted, Object found) {
        if (!wanted.equals(found)) {
            damage.wrong(place(id) + ", " + what + ": expected " + wanted + ", found " + found);
        }
    }

    private static int number(TlObject message, String field) {
        return message.has(field) ? message.intAt(field) : 0;
    }

    private static Set<Reaction> reactions(TlObject message) {
        Set<Reaction> reactions = new HashSet<>();
        if (message.find("reactions") instanceof TlObject given) {
            for (TlObject one : given.objectsAt("results")) {
                reactions.add(new Reaction("emoji", one.objectAt("reaction").textAt("emoticon"), one.intAt("count")));
            }
        }
        return reactions;
    }

    /**
     * Compares the files of the posts that are there.
     *
     * @param archived the SHA-256 of every file of the archive, by its path in it
     */
    void files(Map<String, String> archived) throws TrackerFailure {
        for (Map.Entry<Integer, Expected> post : expected.entrySet()) {
            if (!post.getValue().isGone()) {
                files(post.getKey(), post.getValue().newest().files(), archived);
            }
        }
    }

    private void files(int id, List<String> wanted, Map<String, String> archived) throws TrackerFailure {
        Set<String> done = new HashSet<>();
        for (long file : tracker.filesOf(List.of(new PostId(channel.chatId(), id)))) {
            Optional<StoredFile> stored = tracker.done(file);
            if (stored.isPresent()) {
                String hash = stored.get().stored().sha256();
                done.add(hash);
                String path = stored.get().stored().path().toString();
                compare(id, path, hash, archived.getOrDefault(path, "nothing"));
            }
        }
        wanted.stream()
                .filter(hash -> !done.contains(hash))
                .forEach(hash -> damage.lost(place(id) + ": no archived file with SHA-256 " + hash));
    }

    private String place(int id) {
        Expected post = expected.get(id);
        return "@" + channel.username() + "/" + id
                + (post == null ? "" : " (" + post.newest().kind() + ")");
    }
}

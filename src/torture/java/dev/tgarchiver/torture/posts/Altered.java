package dev.tgarchiver.torture.posts;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.tl.TlObject;
import java.util.List;
import java.util.Random;

/** Makes messages that differ from given ones in a field or two. */
final class Altered {

    private static final List<String> EMOJI = List.of("👍", "❤", "🔥", "🎉", "😢");
    private static final int FEW = 50;

    /** What an edit changes; all else of a message stays. */
    private static final List<String> CONTENT = List.of("message", "media", "entities", "reply_markup");

    private Altered() {}

    private static TlObject with(TlObject object, String field, Object value) {
        return without(object, field).set(field, value);
    }

    private static TlObject without(TlObject object, String field) {
        TlObject copy = tl(object.name());
        object.fields().forEach((name, value) -> copy.setIf(!name.equals(field), name, value));
        return copy;
    }

    static TlObject reworded(TlObject message, String text) {
        return with(without(message, "entities"), "message", text);
    }

    /** In a topic of a forum, which the service message with this id has made. */
    static TlObject inTopic(TlObject message, int topic) {
        return with(
                message,
                "reply_to",
                tl("messageReplyHeader").flag("forum_topic", true).set("reply_to_msg_id", topic));
    }

    static TlObject answering(TlObject message, int id) {
        return with(message, "reply_to", tl("messageReplyHeader").set("reply_to_msg_id", id));
    }

    static TlObject pinned(TlObject message, boolean pinned) {
        return without(message, "pinned").flag("pinned", pinned);
    }

    /** A message with the content of another one. */
    static TlObject replaced(TlObject message, TlObject other) {
        TlObject replaced = message;
        for (String field : CONTENT) {
            replaced = without(replaced, field).set(field, other.find(field));
        }
        return replaced.has("message") ? replaced : replaced.set("message", "");
    }

    /** Seen more often, and with other reactions or, when it is a poll, other votes. */
    static TlObject reactedTo(TlObject message, Random random) {
        TlObject seen = with(message, "views", number(message, "views") + 1 + random.nextInt(FEW));
        seen = with(seen, "forwards", number(message, "forwards") + random.nextInt(2));
        if (message.find("media") instanceof TlObject media && media.is("messageMediaPoll")) {
            return with(seen, "media", votedFor(media, random));
        }
        int kinds = 1 + random.nextInt(EMOJI.size());
        List<TlObject> results = EMOJI.subList(0, kinds).stream()
                .map(emoji -> tl("reactionCount")
                        .set("reaction", tl("reactionEmoji").set("emoticon", emoji))
                        .set("count", 1 + random.nextInt(FEW)))
                .toList();
        return with(seen, "reactions", tl("messageReactions").set("results", results));
    }

    private static TlObject votedFor(TlObject media, Random random) {
        TlObject results = media.objectAt("results");
        List<TlObject> votes = results.objectsAt("results").stream()
                .map(vote -> with(vote, "voters", vote.intAt("voters") + random.nextInt(FEW)))
                .toList();
        int total = votes.stream().mapToInt(vote -> vote.intAt("voters")).sum();
        return with(media, "results", with(with(results, "results", votes), "total_voters", total));
    }

    private static int number(TlObject message, String field) {
        return message.has(field) ? message.intAt(field) : 0;
    }
}

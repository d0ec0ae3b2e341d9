package dev.tgarchiver.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.post.Peer;
import java.util.List;
import java.util.stream.IntStream;

/** Posts of a lively group, as many as a test wants: each is made from its number alone. */
public final class MixedPosts {

    public static final int SENDERS = 20;

    private static final String[] TEXTS = {
        "Good morning, everyone!",
        "Новости сегодня: дождь",
        "東京都は晴れ",
        "صباح الخير",
        "ok 😀👍",
        "a longer text with a #tag"
    };

    private MixedPosts() {}

    /** Those who send them. */
    public static List<Peer> senders() {
        return IntStream.rangeClosed(1, SENDERS)
                .mapToObj(id -> new Peer(id, Peer.Kind.USER, "Person " + id, List.of("person" + id), ""))
                .toList();
    }

    /** The message with this number. */
    public static ObjectNode message(long id) {
        ObjectNode message = content(id);
        message.put("date", Samples.DATE + id * 60);
        message.set(
                "sender_id",
                Samples.json("{\"@type\":\"messageSenderUser\",\"user_id\":" + (1 + id * 7 % SENDERS) + "}"));
        if (id % 5 == 0 && id > 10) {
            message.set(
                    "reply_to",
                    Samples.json("{\"@type\":\"messageReplyToMessage\",\"chat_id\":" + Samples.CHAT + ",\"message_id\":"
                            + ((id - 3) << 20) + "}"));
        }
        if (id % 7 == 0) {
            message.put("edit_date", Samples.DATE + id * 60 + 5);
        }
        if (id % 4 == 0) {
            message.set("interaction_info", Samples.json("""
                    {"@type":"messageInteractionInfo","view_count":%d,"reactions":{"@type":"messageReactions","reactions":[
                     {"@type":"messageReaction","type":{"@type":"reactionTypeEmoji","emoji":"👍"},"total_count":%d}]}}""".formatted(id, 1 + id % 9)));
        }
        if (id % 23 == 0) {
            message.set("forward_info", Samples.json("""
                    {"@type":"messageForwardInfo","origin":{"@type":"messageOriginUser","sender_user_id":3},"date":1600000000}"""));
        }
        return message;
    }

    private static ObjectNode content(long id) {
        String text = TEXTS[(int) (id % TEXTS.length)];
        return switch ((int) (id % 12)) {
            case 0 ->
                Samples.message(
                        id,
                        "messagePhoto",
                        "{\"photo\":{\"@type\":\"photo\",\"sizes\":[{\"@type\":\"photoSize\",\"width\":1280,\"height\":720,"
                                + "\"photo\":FILE(photo" + id + ", 50000)}]},\"caption\":{\"text\":\"" + text + "\"}}");
            case 1 ->
                Samples.message(
                        id,
                        "messageVideo",
                        "{\"video\":{\"@type\":\"video\",\"duration\":9,\"width\":640,\"height\":360,\"file_name\":\"v.mp4\","
                                + "\"mime_type\":\"video/mp4\",\"video\":FILE(video" + id + ", 900000)}}");
            case 2 ->
                Samples.message(
                        id,
                        "messageSticker",
                        "{\"sticker\":{\"@type\":\"sticker\",\"width\":512,\"height\":512,\"emoji\":\"👍\","
                                + "\"format\":{\"@type\":\"stickerFormatWebp\"},\"sticker\":FILE(sticker" + id % 50
                                + ", 700)}}");
            case 3 -> Samples.message(id, "messagePoll", """
                        {"poll":{"@type":"poll","question":{"text":"Which?"},"options":[{"text":{"text":"This"},"voter_count":3}],
                         "total_voter_count":3,"is_closed":false}}""");
            case 4 -> Samples.message(id, "messagePinMessage", "{\"message_id\":" + ((id - 1) << 20) + "}");
            case 5 -> Samples.message(id, "messageText", """
                    {"text":{"text":"see https://example.com and @person2","entities":[
                     {"offset":4,"length":19,"type":{"@type":"textEntityTypeUrl"}},
                     {"offset":28,"length":8,"type":{"@type":"textEntityTypeMention"}}]}}""");
            case 6 ->
                Samples.message(
                        id,
                        "messageVoiceNote",
                        "{\"voice_note\":{\"@type\":\"voiceNote\",\"duration\":5,\"mime_type\":\"audio/ogg\",\"voice\":FILE(voice"
                                + id + ", 300)}}");
            default ->
                Samples.message(id, "messageText", "{\"text\":{\"text\":\"" + text + " " + id + "\",\"entities\":[]}}");
        };
    }
}

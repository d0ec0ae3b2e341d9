package dev.tgarchiver.post;

import java.util.Map;

/**
 * The fields of TDLib's {@code message} that an archive does not keep, because they belong to this client or to this
 * moment. This is the whole list: everything else is kept as TDLib gave it.
 */
public final class LeftOutFields {

    /** Field to reason, wherever it stands. */
    private static final Map<String, String> EVERYWHERE = Map.of(
            "minithumbnail", "a blurred copy of what is archived; cannot be compressed",
            "album_cover_minithumbnail", "a blurred copy of what is archived; cannot be compressed",
            "local", "where this client's cache has the file",
            "@extra", "the number of this client's request",
            "@client_id", "the number of this client");

    private static final String COUNTS_DOWN = "counts down from the moment of the answer";

    /** The client adds it once it has loaded Telegram's own stickers, so that one post is given with it and without. */
    private static final String DRAWN = "a picture of this client, the same for all posts; not part of the post";

    /** Field to reason, in objects of one type only. */
    private static final Map<String, Map<String, String>> OF_TYPE = Map.ofEntries(
            Map.entry("background", Map.of("id", "of a plain colour this client's number; it has a name, too")),
            Map.entry("file", Map.of("id", "this client's number of the file")),
            Map.entry(
                    "remoteFile",
                    Map.of(
                            "id", "holds a reference that expires",
                            "is_uploading_active", "an upload of this client",
                            "is_uploading_completed", "an upload of this client",
                            "uploaded_size", "an upload of this client")),
            Map.entry(
                    "message",
                    Map.of(
                            "contains_unread_mention", "what this account has read",
                            "contains_unread_poll_votes", "what this account has read",
                            "unread_reactions", "what this account has read",
                            "self_destruct_in", COUNTS_DOWN,
                            "auto_delete_in", COUNTS_DOWN)),
            Map.entry("messageLiveLocation", Map.of("expires_in", COUNTS_DOWN)),
            Map.entry("messageVoiceNote", Map.of("is_listened", "what this account has heard")),
            Map.entry("messageVideoNote", Map.of("is_viewed", "what this account has seen")),
            Map.entry("messageDice", Map.of("initial_state", DRAWN, "final_state", DRAWN)),
            Map.entry("messageStakeDice", Map.of("initial_state", DRAWN, "final_state", DRAWN)),
            Map.entry("messageGiftedPremium", Map.of("sticker", DRAWN)),
            Map.entry("messageGiftedStars", Map.of("sticker", DRAWN)),
            Map.entry("messageGiftedTon", Map.of("sticker", DRAWN)),
            Map.entry("messageGiveaway", Map.of("sticker", DRAWN)),
            Map.entry("messageGiveawayPrizeStars", Map.of("sticker", DRAWN)),
            Map.entry("messagePremiumGiftCode", Map.of("sticker", DRAWN)));

    private static final String RIGHTS = "can_be_";

    private static final String OF_RIGHTS = "what this account may do at the moment";

    private LeftOutFields() {}

    /**
     * Why a field is left out; empty for a field that is kept.
     *
     * @param type the {@code @type} of the object that has the field
     */
    public static String reason(String type, String field) {
        if (field.startsWith(RIGHTS)) {
            return OF_RIGHTS;
        }
        String everywhere = EVERYWHERE.get(field);
        return everywhere != null
                ? everywhere
                : OF_TYPE.getOrDefault(type, Map.of()).getOrDefault(field, "");
    }

    static boolean isLeftOut(String type, String field) {
        if (field.startsWith(RIGHTS) || EVERYWHERE.containsKey(field)) {
            return true;
        }
        Map<String, String> fields = OF_TYPE.get(type);
        return fields != null && fields.containsKey(field);
    }
}

package dev.tgarchiver.localtelegram.world;

import dev.tgarchiver.localtelegram.tl.TlObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the server must know of posts that are given as TL objects: the filters that they pass, and whom they name. */
public final class RawPosts {

    private static final Set<String> USERS = Set.of("user_id", "bot_id", "via_bot_id", "inviter_id", "new_creator_id");
    private static final Set<String> LISTS_OF_USERS = Set.of("users", "winners");
    private static final Set<String> CHANNELS = Set.of("channel_id", "channels");

    private RawPosts() {}

    /** What the message holds, if it is something that can be searched for. */
    static @Nullable MediaKind kind(TlObject message) {
        if (!(message.find("media") instanceof TlObject media)) {
            return null;
        }
        if (media.is("messageMediaPhoto")) {
            return MediaKind.PHOTO;
        }
        return media.is("messageMediaDocument") && media.find("document") instanceof TlObject document
                ? kindOfDocument(document)
                : null;
    }

    private static MediaKind kindOfDocument(TlObject document) {
        MediaKind kind = MediaKind.DOCUMENT;
        for (TlObject attribute : document.objectsAt("attributes")) {
            switch (attribute.name()) {
                case "documentAttributeSticker" -> {
                    return MediaKind.STICKER;
                }
                case "documentAttributeAnimated" -> {
                    return MediaKind.ANIMATION;
                }
                case "documentAttributeVideo" ->
                    kind = attribute.flagAt("round_message") ? MediaKind.VIDEO_NOTE : MediaKind.VIDEO;
                case "documentAttributeAudio" -> kind = attribute.flagAt("voice") ? MediaKind.VOICE : MediaKind.AUDIO;
                default -> {}
            }
        }
        return kind;
    }

    static boolean hasLink(TlObject message) {
        return message.find("entities") instanceof List<?> entities
                && entities.stream()
                        .anyMatch(entity -> entity instanceof TlObject object
                                && (object.is("messageEntityUrl") || object.is("messageEntityTextUrl")));
    }

    static boolean changesPhoto(TlObject message) {
        return message.find("action") instanceof TlObject action && action.is("messageActionChatEditPhoto");
    }

    static boolean isPoll(TlObject message) {
        return message.find("media") instanceof TlObject media && media.is("messageMediaPoll");
    }

    /** The ids of the users that an object names, in whatever role. */
    public static Set<Long> users(TlObject object) {
        Set<Long> ids = new LinkedHashSet<>();
        collect(object, USERS, ids);
        collect(object, LISTS_OF_USERS, ids);
        return ids;
    }

    /** The ids of the channels that an object names. */
    public static Set<Long> channels(TlObject object) {
        Set<Long> ids = new LinkedHashSet<>();
        collect(object, CHANNELS, ids);
        return ids;
    }

    private static void collect(TlObject object, Set<String> fields, Set<Long> ids) {
        for (Map.Entry<String, Object> field : object.fields().entrySet()) {
            List<?> values = field.getValue() instanceof List<?> list ? list : List.of(field.getValue());
            for (Object value : values) {
                if (value instanceof TlObject inner) {
                    collect(inner, fields, ids);
                } else if (value instanceof Long id && fields.contains(field.getKey())) {
                    ids.add(id);
                }
            }
        }
    }
}

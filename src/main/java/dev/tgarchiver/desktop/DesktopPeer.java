package dev.tgarchiver.desktop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.model.post.Peer;
import java.util.List;

/** The users and chats of exports, by the ids that TDLib gives them. */
final class DesktopPeer {

    /** Channels and supergroups have numbers of their own, which begin here. */
    private static final long CHANNELS = -1_000_000_000_000L;

    /** Until 2021 an id was a number, with the kind in the bits above this one: 0 for channels, 1 for users, 2 for groups. */
    private static final int KIND_SHIFT = 32;

    private static final long NUMBER = (1L << KIND_SHIFT) - 1;

    private DesktopPeer() {}

    /** The id of {@code user1}, {@code chat1} or {@code channel1}, or of a number of an early version; 0 for anything else. */
    static long id(JsonNode peer) {
        if (peer.isIntegralNumber()) {
            long number = peer.longValue() & NUMBER;
            return switch ((int) (peer.longValue() >> KIND_SHIFT)) {
                case 0 -> number == 0 ? 0 : channel(number);
                case 1 -> number;
                case 2 -> -number;
                default -> 0;
            };
        }
        String text = peer.asText();
        int digits = 0;
        while (digits < text.length() && !Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        try {
            long number = Long.parseLong(text.substring(digits));
            return switch (text.substring(0, digits)) {
                case "user" -> number;
                case "chat" -> -number;
                case "channel" -> channel(number);
                default -> 0;
            };
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The id of a channel or supergroup by its own number. */
    static long channel(long number) {
        return CHANNELS - number;
    }

    static Peer named(long id, String name) {
        Peer.Kind kind = id > 0 ? Peer.Kind.USER : id > CHANNELS ? Peer.Kind.GROUP : Peer.Kind.CHANNEL;
        return new Peer(id, kind, name, List.of(), "");
    }
}

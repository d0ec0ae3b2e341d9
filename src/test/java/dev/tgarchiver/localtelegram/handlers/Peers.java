package dev.tgarchiver.localtelegram.handlers;

import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Conversation;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.localtelegram.world.World;

/** Finds what an InputPeer, InputChannel or InputUser means, and whether the caller may see it. */
final class Peers {

    private final World world;

    Peers(World world) {
        this.world = world;
    }

    /** The conversation that an InputPeer names. */
    Conversation conversation(TlObject inputPeer, User viewer) {
        return switch (inputPeer.name()) {
            case "inputPeerSelf" -> viewer.savedMessages();
            case "inputPeerUser" -> user(inputPeer, viewer).savedMessages();
            case "inputPeerChannel" -> channel(inputPeer, viewer);
            default -> throw RpcException.badRequest("PEER_ID_INVALID");
        };
    }

    /** The channel that an InputChannel or InputPeer names. */
    Channel channel(TlObject input, User viewer) {
        Channel channel = input.has("access_hash") ? world.findChannel(input.longAt("channel_id")) : null;
        if (channel == null || channel.accessHash() != input.longAt("access_hash")) {
            throw RpcException.badRequest("CHANNEL_INVALID");
        }
        if (!channel.isReadableBy(viewer)) {
            throw RpcException.badRequest("CHANNEL_PRIVATE");
        }
        return channel;
    }

    /** The user that an InputUser or InputPeer names: so far everybody knows only themselves. */
    User user(TlObject input, User viewer) {
        boolean self = input.is("inputUserSelf")
                || input.is("inputPeerSelf")
                || (input.has("user_id") && input.longAt("user_id") == viewer.id());
        if (!self) {
            throw RpcException.badRequest("USER_ID_INVALID");
        }
        return viewer;
    }
}

package dev.tgarchiver.localtelegram.handlers;

import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.BasicGroup;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Conversation;
import dev.tgarchiver.localtelegram.world.Post;
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
            case "inputPeerUser" -> self(inputPeer, viewer).savedMessages();
            case "inputPeerChannel" -> channel(inputPeer, viewer);
            case "inputPeerChat" -> group(inputPeer.longAt("chat_id"), viewer);
            default -> throw RpcException.badRequest("PEER_ID_INVALID");
        };
    }

    /** A basic group, which needs no access hash: only those who are or were in it have its messages. */
    BasicGroup group(long id, User viewer) {
        BasicGroup group = world.findGroup(id);
        if (group == null || group.account() != viewer) {
            throw RpcException.badRequest("CHAT_ID_INVALID");
        }
        return group;
    }

    /** The channel that an InputChannel or InputPeer names. */
    Channel channel(TlObject input, User viewer) {
        Channel channel = named(input);
        if (!channel.isReadableBy(viewer)) {
            throw RpcException.badRequest("CHANNEL_PRIVATE");
        }
        return channel;
    }

    private Channel named(TlObject input) {
        Channel channel = input.has("channel_id") && input.has("access_hash")
                ? world.findChannel(input.longAt("channel_id"))
                : null;
        if (channel == null || channel.accessHash() != input.longAt("access_hash")) {
            throw RpcException.badRequest("CHANNEL_INVALID");
        }
        return channel;
    }

    /** The channel that an InputChannel or InputPeer names, or a discussion group of which the viewer may read the threads. */
    Channel shown(TlObject input, User viewer) {
        Channel channel = named(input);
        if (!channel.isShownTo(viewer)) {
            throw RpcException.badRequest("CHANNEL_PRIVATE");
        }
        return channel;
    }

    /** The user that an InputUser names; for others than the viewer it must show how they are known. */
    User user(TlObject input, User viewer) {
        if (input.is("inputUserSelf") || (input.has("user_id") && input.longAt("user_id") == viewer.id())) {
            return viewer;
        }
        User user = input.has("user_id") ? world.findUser(input.longAt("user_id")) : null;
        if (user == null || !(input.is("inputUserFromMessage") ? isIn(input, user, viewer) : hasHash(input, user))) {
            throw RpcException.badRequest("USER_ID_INVALID");
        }
        return user;
    }

    /** The user that an InputPeer names, with whom there is no chat. */
    User stranger(TlObject inputPeer, User viewer) {
        User user = world.findUser(inputPeer.longAt("user_id"));
        boolean named = inputPeer.is("inputPeerUserFromMessage");
        if (user == null || !(named ? isIn(inputPeer, user, viewer) : hasHash(inputPeer, user))) {
            throw RpcException.badRequest("PEER_ID_INVALID");
        }
        return user;
    }

    private static boolean hasHash(TlObject input, User user) {
        return input.has("access_hash") && input.longAt("access_hash") == user.accessHash();
    }

    private boolean isIn(TlObject input, User user, User viewer) {
        Post post = conversation(input.objectAt("peer"), viewer).history().find(input.intAt("msg_id"));
        if (post == null) {
            throw RpcException.badRequest("MSG_ID_INVALID");
        }
        return MessageObjects.mentioned(post).anyMatch(mentioned -> mentioned == user);
    }

    /** There are no chats with others. */
    private static User self(TlObject inputPeer, User viewer) {
        if (inputPeer.longAt("user_id") != viewer.id()) {
            throw RpcException.badRequest("PEER_ID_INVALID");
        }
        return viewer;
    }
}

package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.handlers.RpcException.badRequest;
import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.InviteLink;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.localtelegram.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finding channels by name and by invite link, joining and leaving them, and what is to be known about them. */
final class ChannelMethods {

    private static final Pattern USERNAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{3,31}");
    private static final int PEEK_SECONDS = 300;
    private static final int SHORTEST_SEARCH = 3;

    private final World world;
    private final Peers peers;
    private final ResolveLimit limit = new ResolveLimit();

    ChannelMethods(World world, Peers peers) {
        this.world = world;
        this.peers = peers;
    }

    void addTo(Methods methods) {
        methods.add("contacts.resolveUsername", this::resolveUsername);
        methods.add("contacts.search", this::search);
        methods.add("channels.getChannels", this::getChannels);
        methods.add("channels.getParticipant", this::getParticipant);
        methods.add("channels.joinChannel", this::join);
        methods.add("channels.leaveChannel", this::leave);
        methods.add("messages.checkChatInvite", this::checkInvite);
        methods.add("messages.importChatInvite", this::importInvite);
    }

    private TlObject resolveUsername(TlObject arguments, Caller caller) {
        String name = arguments.textAt("username");
        limit.count(caller.user(), name);
        if (!USERNAME.matcher(name).matches()) {
            throw badRequest("USERNAME_INVALID");
        }
        Channel channel = world.findChannelByUsername(name);
        if (channel != null) {
            return tl("contacts.resolvedPeer")
                    .set("peer", PeerObjects.peer(channel))
                    .set("chats", List.of(PeerObjects.channel(channel, caller.user())))
                    .set("users", List.of());
        }
        User user = world.findUserByUsername(name);
        if (user != null) {
            return tl("contacts.resolvedPeer")
                    .set("peer", tl("peerUser").set("user_id", user.id()))
                    .set("chats", List.of())
                    .set("users", List.of(PeerObjects.user(user, caller.user())));
        }
        throw badRequest("USERNAME_NOT_OCCUPIED");
    }

    /** Public channels whose names begin with a text. */
    private TlObject search(TlObject arguments, Caller caller) {
        String text = arguments.textAt("q").toLowerCase(Locale.ROOT);
        if (text.length() < SHORTEST_SEARCH) {
            throw badRequest("QUERY_TOO_SHORT");
        }
        List<Channel> found = world.channels().stream()
                .filter(channel -> name(channel).startsWith(text))
                .sorted(Comparator.comparing(channel -> name(channel).length()))
                .limit(arguments.intAt("limit"))
                .toList();
        return tl("contacts.found")
                .set("my_results", List.of())
                .set("results", found.stream().map(PeerObjects::peer).toList())
                .set(
                        "chats",
                        found.stream()
                                .map(channel -> PeerObjects.channel(channel, caller.user()))
                                .toList())
                .set("users", List.of());
    }

    private static String name(Channel channel) {
        String name = channel.username();
        return name == null ? "" : name.toLowerCase(Locale.ROOT);
    }

    private TlObject getChannels(TlObject arguments, Caller caller) {
        List<TlObject> chats = new ArrayList<>();
        for (TlObject input : arguments.objectsAt("id")) {
            chats.add(PeerObjects.channel(peers.shown(input, caller.user()), caller.user()));
        }
        return tl("messages.chats").set("chats", chats);
    }

    private TlObject getParticipant(TlObject arguments, Caller caller) {
        Channel channel = peers.channel(arguments.objectAt("channel"), caller.user());
        User user = peers.user(arguments.objectAt("participant"), caller.user());
        if (user != caller.user()) {
            throw badRequest("CHAT_ADMIN_REQUIRED");
        }
        if (!channel.hasMember(user)) {
            throw badRequest("USER_NOT_PARTICIPANT");
        }
        return tl("channels.channelParticipant")
                .set(
                        "participant",
                        tl("channelParticipantSelf")
                                .set("user_id", user.id())
                                .set("inviter_id", user.id())
                                .set("date", PeerObjects.now()))
                .set("chats", List.of())
                .set("users", List.of(PeerObjects.user(user, user)));
    }

    private TlObject join(TlObject arguments, Caller caller) {
        Channel channel = peers.channel(arguments.objectAt("channel"), caller.user());
        return joined(channel, caller.user());
    }

    private TlObject leave(TlObject arguments, Caller caller) {
        Channel channel = peers.channel(arguments.objectAt("channel"), caller.user());
        channel.leftBy(caller.user());
        return channelUpdate(channel, caller.user());
    }

    private TlObject checkInvite(TlObject arguments, Caller caller) {
        Channel channel = invited(arguments);
        User user = caller.user();
        if (channel.hasMember(user)) {
            return tl("chatInviteAlready").set("chat", PeerObjects.channel(channel, user));
        }
        InviteLink link = link(channel, arguments);
        if (link.kind() == InviteLink.Kind.PEEK) {
            return tl("chatInvitePeek")
                    .set("chat", PeerObjects.channel(channel, user))
                    .set("expires", PeerObjects.now() + PEEK_SECONDS);
        }
        return tl("chatInvite")
                .flag("channel", true)
                .flag("broadcast", !channel.isMegagroup())
                .flag("megagroup", channel.isMegagroup())
                .flag("public", channel.username() != null)
                .flag("request_needed", link.kind() == InviteLink.Kind.APPROVAL)
                .set("title", channel.title())
                .setIf(!channel.about().isEmpty(), "about", channel.about())
                .set("photo", tl("photoEmpty").set("id", 0L))
                .set("participants_count", PeerObjects.participants(channel))
                .set("color", 0);
    }

    private TlObject importInvite(TlObject arguments, Caller caller) {
        Channel channel = invited(arguments);
        if (channel.hasMember(caller.user())) {
            throw badRequest("USER_ALREADY_PARTICIPANT");
        }
        if (link(channel, arguments).kind() == InviteLink.Kind.APPROVAL) {
            throw badRequest("INVITE_REQUEST_SENT");
        }
        return joined(channel, caller.user());
    }

    private Channel invited(TlObject arguments) {
        Channel channel = world.findChannelByInvite(arguments.textAt("hash"));
        if (channel == null) {
            throw badRequest("INVITE_HASH_INVALID");
        }
        if (link(channel, arguments).kind() == InviteLink.Kind.EXPIRED) {
            throw badRequest("INVITE_HASH_EXPIRED");
        }
        return channel;
    }

    private static InviteLink link(Channel channel, TlObject arguments) {
        InviteLink link = channel.findInviteLink(arguments.textAt("hash"));
        if (link == null) {
            throw badRequest("INVITE_HASH_INVALID");
        }
        return link;
    }

    private static TlObject joined(Channel channel, User user) {
        channel.joinedBy(user);
        return tl("messages.chatInviteJoinResultOk").set("updates", channelUpdate(channel, user));
    }

    private static TlObject channelUpdate(Channel channel, User user) {
        return tl("updates")
                .set("updates", List.of(tl("updateChannel").set("channel_id", channel.id())))
                .set("users", List.of())
                .set("chats", List.of(PeerObjects.channel(channel, user)))
                .set("date", PeerObjects.now())
                .set("seq", 0);
    }
}

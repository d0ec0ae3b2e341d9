package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.handlers.PeerObjects.seconds;
import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.faults.Faults;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.BasicGroup;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Conversation;
import dev.tgarchiver.localtelegram.world.Discussion;
import dev.tgarchiver.localtelegram.world.Entity;
import dev.tgarchiver.localtelegram.world.Forward;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.RawPosts;
import dev.tgarchiver.localtelegram.world.SavedMessages;
import dev.tgarchiver.localtelegram.world.ServiceAction;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.localtelegram.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Posts as TL objects, with everything that must come along with them. */
final class MessageObjects {

    private final World world;
    private final Faults faults;

    MessageObjects(World world, Faults faults) {
        this.world = world;
        this.faults = faults;
    }

    List<TlObject> messages(Conversation conversation, List<Post> posts) {
        return posts.stream().map(post -> message(conversation, post)).toList();
    }

    TlObject message(Conversation conversation, Post post) {
        return Excerpts.of(whole(conversation, post));
    }

    /** A post with all of its content. */
    TlObject whole(Conversation conversation, Post post) {
        TlObject raw = post.raw();
        if (raw != null) {
            return placed(conversation, post, raw);
        }
        ServiceAction action = post.action();
        return action == null ? ordinary(conversation, post) : service(conversation, post, action);
    }

    private TlObject placed(Conversation conversation, Post post, TlObject raw) {
        TlObject message = RawReferences.given(raw, reference(conversation, post), seconds(post.date()));
        Instant edited = raw.is("message") && !raw.has("edit_date") ? post.edited() : null;
        Forward forward = post.forward();
        return message.flag("post", conversation instanceof Channel channel && !channel.isMegagroup())
                .set("id", post.id())
                .set("peer_id", PeerObjects.peer(conversation))
                .set("date", seconds(post.date()))
                .set("edit_date", edited == null ? null : seconds(edited))
                .set("from_id", raw.has("from_id") ? raw.get("from_id") : sender(conversation, post))
                .set("fwd_from", raw.has("fwd_from") || forward == null ? raw.find("fwd_from") : forwardHeader(forward))
                .set("replies", raw.has("replies") ? raw.get("replies") : Replies.of(conversation, post));
    }

    /** The page of an address in any post that a user can read, with all of its instant view, or null. */
    @Nullable
    TlObject webPage(String url, User viewer) {
        return world.channels().stream()
                .filter(channel -> channel.isReadableBy(viewer))
                .flatMap(channel -> channel.history().ids().stream()
                        .map(channel.history()::find)
                        .flatMap(Stream::ofNullable)
                        .filter(post -> post.raw() != null)
                        .map(post -> whole(channel, post)))
                .map(message -> message.find("media") instanceof TlObject media ? media.find("webpage") : null)
                .filter(page -> page instanceof TlObject object
                        && object.is("webPage")
                        && object.textAt("url").equals(url))
                .map(TlObject.class::cast)
                .findFirst()
                .orElse(null);
    }

    /** The channels that a client must know to understand posts of a conversation: itself and where they come from. */
    List<TlObject> chats(Conversation conversation, List<Post> posts, User viewer) {
        Set<Channel> channels = new LinkedHashSet<>();
        if (conversation instanceof Channel channel && channel.discussion() != null) {
            Discussion discussion = channel.discussion();
            channels.add(discussion.channel());
            channels.add(discussion.group());
        }
        for (Post post : posts) {
            Forward forward = post.forward();
            Channel origin = forward == null ? null : world.findChannel(forward.fromChannel());
            if (origin != null) {
                channels.add(origin);
            }
            TlObject raw = post.raw();
            if (raw != null) {
                RawPosts.channels(raw).stream()
                        .map(world::findChannel)
                        .filter(Objects::nonNull)
                        .forEach(channels::add);
            }
        }
        List<TlObject> chats = new ArrayList<>(PeerObjects.chats(conversation, viewer));
        channels.stream()
                .filter(channel -> channel != conversation)
                .map(channel -> PeerObjects.channel(channel, viewer))
                .forEach(chats::add);
        if (conversation instanceof Channel channel && channel.upgradedFrom() != null) {
            chats.add(PeerObjects.group(channel.upgradedFrom()));
        }
        if (conversation instanceof BasicGroup group && group.supergroup() != null) {
            chats.add(PeerObjects.channel(group.supergroup(), viewer));
        }
        return chats;
    }

    /**
     * The viewer, and the users that posts speak of. Of those Telegram tells little: what is needed to show the post, and an
     * access hash that is good for nothing else.
     */
    List<TlObject> users(List<Post> posts, User viewer) {
        Set<User> others = new LinkedHashSet<>();
        for (Post post : posts) {
            mentioned(post).filter(user -> user != viewer).forEach(others::add);
            TlObject raw = post.raw();
            if (raw != null) {
                RawPosts.users(raw).stream()
                        .map(world::findUser)
                        .filter(user -> user != null && user != viewer)
                        .forEach(others::add);
            }
        }
        List<TlObject> users = new ArrayList<>();
        users.add(PeerObjects.user(viewer, viewer));
        others.forEach(user -> users.add(PeerObjects.minUser(user)));
        return users;
    }

    /** The users that a post speaks of. */
    static Stream<User> mentioned(Post post) {
        Forward forward = post.forward();
        return Stream.of(
                        Optional.ofNullable(post.sender()),
                        Optional.ofNullable(forward == null ? null : forward.fromUser()))
                .flatMap(Optional::stream);
    }

    private TlObject ordinary(Conversation conversation, Post post) {
        boolean channelPost = conversation instanceof Channel channel && !channel.isMegagroup();
        Media media = post.media();
        Instant edited = post.edited();
        Forward forward = post.forward();
        return tl("message")
                .flag("post", channelPost)
                .flag("pinned", post.pinned())
                .flag("noforwards", false)
                .set("id", post.id())
                .set("from_id", sender(conversation, post))
                .set("peer_id", PeerObjects.peer(conversation))
                .set("saved_peer_id", savedFrom(conversation))
                .set("fwd_from", forward == null ? null : forwardHeader(forward))
                .set("reply_to", Replies.header(conversation, post))
                .set("date", seconds(post.date()))
                .set("message", post.text())
                .set(
                        "media",
                        media == null
                                ? null
                                : MediaObjects.messageMedia(media, reference(conversation, post), seconds(post.date())))
                .setIf(
                        !post.entities().isEmpty(),
                        "entities",
                        post.entities().stream().map(MessageObjects::entity).toList())
                .setIf(conversation instanceof Channel, "views", post.views())
                .setIf(conversation instanceof Channel, "forwards", post.forwards())
                .set("replies", Replies.of(conversation, post))
                .set("edit_date", edited == null ? null : seconds(edited))
                .setIf(!post.author().isEmpty(), "post_author", post.author())
                .setIf(post.albumId() != 0, "grouped_id", post.albumId());
    }

    private TlObject service(Conversation conversation, Post post, ServiceAction action) {
        return tl("messageService")
                .flag("post", conversation instanceof Channel channel && !channel.isMegagroup())
                .set("id", post.id())
                .set("from_id", sender(conversation, post))
                .set("peer_id", PeerObjects.peer(conversation))
                .set("saved_peer_id", savedFrom(conversation))
                .set("reply_to", Replies.header(conversation, post))
                .set("date", seconds(post.date()))
                .set("action", action(conversation, post, action));
    }

    private TlObject action(Conversation conversation, Post post, ServiceAction action) {
        if (action instanceof ServiceAction.ChannelCreated created) {
            return tl("messageActionChannelCreate").set("title", created.title());
        }
        if (action instanceof ServiceAction.TitleChanged changed) {
            return tl("messageActionChatEditTitle").set("title", changed.title());
        }
        if (action instanceof ServiceAction.PhotoChanged changed) {
            return tl("messageActionChatEditPhoto")
                    .set(
                            "photo",
                            MediaObjects.photo(changed.photo(), reference(conversation, post), seconds(post.date())));
        }
        if (action instanceof ServiceAction.GroupCreated created) {
            return tl("messageActionChatCreate").set("title", created.title()).set("users", List.of());
        }
        if (action instanceof ServiceAction.UpgradedTo upgraded) {
            return tl("messageActionChatMigrateTo").set("channel_id", upgraded.channel());
        }
        if (action instanceof ServiceAction.UpgradedFrom upgraded) {
            return tl("messageActionChannelMigrateFrom")
                    .set("title", upgraded.title())
                    .set("chat_id", upgraded.group());
        }
        return tl("messageActionPinMessage");
    }

    private byte[] reference(Conversation conversation, Post post) {
        return FileReference.to(conversation, post.id(), faults.fileReferenceGeneration())
                .bytes();
    }

    /** In a supergroup, who does not show themselves writes as the group. */
    private static @Nullable TlObject sender(Conversation conversation, Post post) {
        User sender = post.sender();
        if (sender != null) {
            return PeerObjects.peer(sender);
        }
        Forward forward = post.forward();
        Forward.Discussed discussed = forward == null ? null : forward.discussed();
        if (discussed != null) {
            return tl("peerChannel").set("channel_id", discussed.channel());
        }
        if (conversation instanceof BasicGroup group) {
            return PeerObjects.peer(group.account());
        }
        boolean channelPost = conversation instanceof Channel channel && !channel.isMegagroup();
        return channelPost ? null : PeerObjects.peer(conversation);
    }

    private static @Nullable TlObject savedFrom(Conversation conversation) {
        return conversation instanceof SavedMessages ? PeerObjects.peer(conversation) : null;
    }

    private static TlObject forwardHeader(Forward forward) {
        TlObject header = tl("messageFwdHeader").set("date", seconds(forward.date()));
        Forward.Discussed discussed = forward.discussed();
        if (discussed != null) {
            header = header.set("saved_from_peer", tl("peerChannel").set("channel_id", discussed.channel()))
                    .set("saved_from_msg_id", discussed.post());
        }
        if (forward.fromUser() != null) {
            return header.set("from_id", PeerObjects.peer(forward.fromUser()));
        }
        if (forward.fromChannel() == 0) {
            return header.set("from_name", forward.fromName());
        }
        return header.set("from_id", tl("peerChannel").set("channel_id", forward.fromChannel()))
                .set("channel_post", forward.fromPost());
    }

    private static TlObject entity(Entity entity) {
        TlObject object =
                tl(constructor(entity.type())).set("offset", entity.offset()).set("length", entity.length());
        return switch (entity.type()) {
            case TEXT_URL -> object.set("url", entity.argument());
            case PRE -> object.set("language", entity.argument());
            default -> object;
        };
    }

    private static String constructor(Entity.Type type) {
        return switch (type) {
            case BOLD -> "messageEntityBold";
            case ITALIC -> "messageEntityItalic";
            case UNDERLINE -> "messageEntityUnderline";
            case STRIKE -> "messageEntityStrike";
            case CODE -> "messageEntityCode";
            case PRE -> "messageEntityPre";
            case SPOILER -> "messageEntitySpoiler";
            case BLOCKQUOTE -> "messageEntityBlockquote";
            case HASHTAG -> "messageEntityHashtag";
            case CASHTAG -> "messageEntityCashtag";
            case MENTION -> "messageEntityMention";
            case URL -> "messageEntityUrl";
            case EMAIL -> "messageEntityEmail";
            case TEXT_URL -> "messageEntityTextUrl";
        };
    }
}

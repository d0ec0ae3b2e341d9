package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Conversation;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.PostFilter;
import dev.tgarchiver.localtelegram.world.Slice;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.localtelegram.world.Window;
import dev.tgarchiver.localtelegram.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reading posts: page by page, by filter, by id. */
final class HistoryMethods {

    private static final int MAX_PAGE = 100;
    private static final int MAX_IDS = 200;

    private final World world;
    private final Peers peers;
    private final MessageObjects messages;

    HistoryMethods(World world, Peers peers, MessageObjects messages) {
        this.world = world;
        this.peers = peers;
        this.messages = messages;
    }

    void addTo(Methods methods) {
        methods.add("messages.getHistory", this::getHistory);
        methods.add("messages.search", this::search);
        methods.add("messages.getSearchCounters", this::getSearchCounters);
        methods.add("messages.getMessages", this::getMessages);
        methods.add("messages.getWebPage", (arguments, caller) -> getWebPage(arguments.textAt("url"), caller.user()));
        methods.add("messages.getRichMessage", this::getRichMessage);
        methods.add("channels.getMessages", this::getChannelMessages);
        methods.add("messages.getMessagesViews", this::getViews);
        methods.add("messages.readHistory", this::readHistory);
        methods.add("channels.readHistory", (arguments, caller) -> true);
    }

    private TlObject getHistory(TlObject arguments, Caller caller) {
        Conversation conversation = peers.conversation(arguments.objectAt("peer"), caller.user());
        Slice slice =
                conversation.history().slice(window(arguments, arguments.intAt("offset_date")), PostFilter.ALL, "");
        return page(conversation, slice.posts(), slice.total(), caller.user());
    }

    private TlObject search(TlObject arguments, Caller caller) {
        if (arguments.objectAt("peer").is("inputPeerEmpty")) {
            return tl("messages.messages")
                    .set("messages", List.of())
                    .set("topics", List.of())
                    .set("chats", List.of())
                    .set("users", List.of());
        }
        boolean narrowed = arguments.has("from_id") || arguments.has("saved_peer_id") || arguments.has("top_msg_id");
        if (arguments.textAt("q").isEmpty()
                && !narrowed
                && arguments.objectAt("filter").is("inputMessagesFilterEmpty")) {
            throw RpcException.badRequest("SEARCH_QUERY_EMPTY");
        }
        Conversation conversation = peers.conversation(arguments.objectAt("peer"), caller.user());
        Window window = window(arguments, arguments.intAt("max_date"));
        Slice slice = conversation.history().slice(window, filter(arguments.objectAt("filter")), arguments.textAt("q"));
        return page(conversation, slice.posts(), slice.total(), caller.user());
    }

    private Object getSearchCounters(TlObject arguments, Caller caller) {
        Conversation conversation = peers.conversation(arguments.objectAt("peer"), caller.user());
        List<TlObject> counters = new ArrayList<>();
        for (TlObject filter : arguments.objectsAt("filters")) {
            counters.add(tl("messages.searchCounter")
                    .set("filter", filter)
                    .set("count", conversation.history().count(filter(filter))));
        }
        return counters;
    }

    /** A page as a post has it that this user can read. */
    private TlObject getWebPage(String url, User viewer) {
        TlObject page = messages.webPage(url, viewer);
        return tl("messages.webPage")
                .set("webpage", page == null ? tl("webPageEmpty").set("id", 0L).set("url", url) : page)
                .set("chats", List.of())
                .set("users", List.of());
    }

    private TlObject getRichMessage(TlObject arguments, Caller caller) {
        Conversation conversation = peers.conversation(arguments.objectAt("peer"), caller.user());
        Post post = conversation.history().find(arguments.intAt("id"));
        TlObject message = post == null ? null : messages.whole(conversation, post);
        if (post == null || message == null || !message.has("rich_message")) {
            throw RpcException.badRequest("MESSAGE_ID_INVALID");
        }
        return answer(conversation, List.of(message), 1, List.of(post), caller.user());
    }

    /** Those of the account outside of channels: they share one numbering, whatever chat they are in. */
    private TlObject getMessages(TlObject arguments, Caller caller) {
        List<TlObject> ids = arguments.objectsAt("id");
        requireFew(ids);
        User user = caller.user();
        List<Conversation> conversations = new ArrayList<>(List.of(user.savedMessages()));
        conversations.addAll(world.groups(user));
        List<TlObject> found = new ArrayList<>();
        List<TlObject> chats = new ArrayList<>();
        List<Post> posts = new ArrayList<>();
        for (TlObject id : ids) {
            Conversation holder = conversations.stream()
                    .filter(conversation -> conversation.history().find(postId(conversation, id)) != null)
                    .findFirst()
                    .orElse(user.savedMessages());
            add(holder, id, found, posts);
            messages.chats(holder, posts, user).stream()
                    .filter(chat -> chats.stream().noneMatch(known -> known.longAt("id") == chat.longAt("id")))
                    .forEach(chats::add);
        }
        return tl("messages.messages")
                .set("messages", found)
                .set("topics", List.of())
                .set("chats", chats)
                .set("users", messages.users(posts, user));
    }

    private TlObject getChannelMessages(TlObject arguments, Caller caller) {
        Channel channel = peers.channel(arguments.objectAt("channel"), caller.user());
        return byId(channel, arguments.objectsAt("id"), caller.user());
    }

    private TlObject byId(Conversation conversation, List<TlObject> ids, User viewer) {
        requireFew(ids);
        List<TlObject> found = new ArrayList<>();
        List<Post> posts = new ArrayList<>();
        ids.forEach(id -> add(conversation, id, found, posts));
        return answer(conversation, found, found.size(), posts, viewer);
    }

    private static void requireFew(List<TlObject> ids) {
        if (ids.size() > MAX_IDS) {
            throw RpcException.badRequest("MESSAGE_IDS_TOO_MANY");
        }
    }

    private void add(Conversation conversation, TlObject id, List<TlObject> found, List<Post> posts) {
        int postId = postId(conversation, id);
        Post post = conversation.history().find(postId);
        if (post == null) {
            found.add(tl("messageEmpty").set("id", postId));
        } else {
            found.add(messages.message(conversation, post));
            posts.add(post);
        }
    }

    private static int postId(Conversation conversation, TlObject input) {
        if (input.is("inputMessageID")) {
            return input.intAt("id");
        }
        if (input.is("inputMessageReplyTo")) {
            Post reply = conversation.history().find(input.intAt("id"));
            return reply == null ? 0 : reply.replyTo();
        }
        Slice pinned = conversation.history().slice(Window.before(0, 1), PostFilter.PINNED, "");
        return pinned.posts().isEmpty() ? 0 : pinned.posts().get(0).id();
    }

    private TlObject page(Conversation conversation, List<Post> posts, int total, User viewer) {
        return answer(conversation, messages.messages(conversation, posts), total, posts, viewer);
    }

    private TlObject answer(Conversation conversation, List<TlObject> found, int total, List<Post> posts, User viewer) {
        TlObject answer = conversation instanceof Channel channel
                ? tl("messages.channelMessages").set("pts", channel.history().pts())
                : tl("messages.messagesSlice");
        return answer.set("count", total)
                .set("messages", found)
                .set("topics", List.of())
                .set("chats", messages.chats(conversation, posts, viewer))
                .set("users", messages.users(posts, viewer));
    }

    private TlObject getViews(TlObject arguments, Caller caller) {
        Conversation conversation = peers.conversation(arguments.objectAt("peer"), caller.user());
        List<TlObject> views = new ArrayList<>();
        for (int id : arguments.intsAt("id")) {
            Post post = conversation.history().find(id);
            views.add(
                    post == null
                            ? tl("messageViews")
                            : tl("messageViews")
                                    .set("views", post.views())
                                    .set("forwards", post.forwards())
                                    .set("replies", Replies.of(conversation, post)));
        }
        return tl("messages.messageViews")
                .set("views", views)
                .set("chats", List.of())
                .set("users", List.of());
    }

    private TlObject readHistory(TlObject arguments, Caller caller) {
        return tl("messages.affectedMessages")
                .set("pts", caller.user().savedMessages().history().pts())
                .set("pts_count", 0);
    }

    static Window window(TlObject arguments, int offsetDate) {
        int limit = Math.min(MAX_PAGE, arguments.intAt("limit"));
        return new Window(
                Math.max(0, arguments.intAt("offset_id")),
                offsetDate == 0 ? null : Instant.ofEpochSecond(offsetDate),
                arguments.intAt("add_offset"),
                Math.max(0, limit),
                arguments.intAt("max_id"),
                arguments.intAt("min_id"));
    }

    private static PostFilter filter(TlObject filter) {
        return switch (filter.name()) {
            case "inputMessagesFilterEmpty" -> PostFilter.ALL;
            case "inputMessagesFilterPhotos" -> PostFilter.PHOTO;
            case "inputMessagesFilterVideo" -> PostFilter.VIDEO;
            case "inputMessagesFilterPhotoVideo" -> PostFilter.PHOTO_OR_VIDEO;
            case "inputMessagesFilterDocument" -> PostFilter.DOCUMENT;
            case "inputMessagesFilterGif" -> PostFilter.ANIMATION;
            case "inputMessagesFilterVoice" -> PostFilter.VOICE;
            case "inputMessagesFilterMusic" -> PostFilter.MUSIC;
            case "inputMessagesFilterRoundVoice" -> PostFilter.VOICE_OR_VIDEO_NOTE;
            case "inputMessagesFilterRoundVideo" -> PostFilter.VIDEO_NOTE;
            case "inputMessagesFilterUrl" -> PostFilter.URL;
            case "inputMessagesFilterChatPhotos" -> PostFilter.CHANNEL_PHOTO;
            case "inputMessagesFilterPoll" -> PostFilter.POLL;
            case "inputMessagesFilterPinned" -> PostFilter.PINNED;
            default -> PostFilter.NOTHING;
        };
    }
}

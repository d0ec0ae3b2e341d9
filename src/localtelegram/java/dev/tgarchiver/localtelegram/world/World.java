package dev.tgarchiver.localtelegram.world;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything there is: users, channels and groups. Ids follow from the order in which things are made, so the same arrangement
 * is the same world in every run. Thread-safe.
 */
public final class World {

    private static final long FIRST_USER_ID = 1_000_001;
    private static final long FIRST_CHANNEL_ID = 1_500_000_001;
    private static final long FIRST_GROUP_ID = 500_000_001;
    private static final long FIRST_STICKER_SET_ID = 2_000_000_001;
    private static final Pattern NOT_A_DIGIT = Pattern.compile("\\D");

    private final Map<Long, User> users = new ConcurrentSkipListMap<>();
    private final Map<Long, Channel> channels = new ConcurrentSkipListMap<>();
    private final Map<Long, BasicGroup> groups = new ConcurrentSkipListMap<>();
    private final Map<String, StickerSet> stickerSets = new ConcurrentSkipListMap<>();
    private final List<WorldListener> listeners = new CopyOnWriteArrayList<>();
    private final WorldListener all = new WorldListener() {
        @Override
        public void channelChanged(Channel channel, HistoryEvent event) {
            listeners.forEach(listener -> listener.channelChanged(channel, event));
        }

        @Override
        public void groupChanged(BasicGroup group, HistoryEvent event) {
            listeners.forEach(listener -> listener.groupChanged(group, event));
        }

        @Override
        public void savedMessagesChanged(User owner, HistoryEvent event) {
            listeners.forEach(listener -> listener.savedMessagesChanged(owner, event));
        }
    };

    @GuardedBy("this")
    private final List<LoginToken> loginTokens = new ArrayList<>();

    /** Makes a user. The phone number is written with or without a plus sign. */
    public synchronized User user(String phone) {
        User user = new User(FIRST_USER_ID + users.size(), digits(phone), all);
        users.put(user.id(), user);
        return user;
    }

    /** Makes a channel; private and empty to begin with. */
    public synchronized Channel channel(String title) {
        Channel channel = new Channel(FIRST_CHANNEL_ID + channels.size(), title, all);
        channels.put(channel.id(), channel);
        return channel;
    }

    /** Makes a basic group that an account is in; empty to begin with. */
    public synchronized BasicGroup basicGroup(String title, User account) {
        BasicGroup group = new BasicGroup(FIRST_GROUP_ID + groups.size(), title, account, all);
        groups.put(group.id(), group);
        return group;
    }

    /**
     * Makes a supergroup of a basic group: the group keeps its messages and ends with one that names the supergroup, which
     * starts with one that names the group.
     */
    public Channel upgrade(BasicGroup group) {
        Channel channel = channel(group.title())
                .megagroup()
                .joinedBy(group.account())
                .upgradedFrom(group, group.history().topId());
        group.members().forEach(channel::joinedBy);
        group.upgradedTo(channel);
        Post unused = group.post(PostDraft.service(new ServiceAction.UpgradedTo(channel.id())));
        unused = channel.post(PostDraft.service(new ServiceAction.UpgradedFrom(group.title(), group.id())));
        return channel;
    }

    public @Nullable BasicGroup findGroup(long id) {
        return groups.get(id);
    }

    /** The basic groups that an account has. */
    public List<BasicGroup> groups(User account) {
        return groups.values().stream()
                .filter(group -> group.account() == account)
                .toList();
    }

    /** Makes a set of stickers. */
    public synchronized StickerSet stickerSet(String title, String shortName, Media.Sticker... stickers) {
        return stickerSet(title, shortName, false, stickers);
    }

    /** Makes a set of custom emoji. */
    public synchronized StickerSet customEmoji(String title, String shortName, Media.Sticker... stickers) {
        return stickerSet(title, shortName, true, stickers);
    }

    private synchronized StickerSet stickerSet(
            String title, String shortName, boolean emoji, Media.Sticker... stickers) {
        StickerSet set =
                new StickerSet(FIRST_STICKER_SET_ID + stickerSets.size(), title, shortName, emoji, List.of(stickers));
        stickerSets.put(shortName, set);
        return set;
    }

    public Collection<StickerSet> stickerSets() {
        return stickerSets.values();
    }

    public @Nullable StickerSet findStickerSet(String shortName) {
        return stickerSets.get(shortName);
    }

    public @Nullable StickerSet findStickerSet(long id) {
        return stickerSets.values().stream()
                .filter(set -> set.id() == id)
                .findFirst()
                .orElse(null);
    }

    /** One of the sets that Telegram itself has, such as the animated emoji; all have one sticker here. */
    public synchronized StickerSet ownStickerSet(String shortName) {
        StickerSet set = stickerSets.get(shortName);
        Media.Sticker heart = new Media.Sticker(RemoteFile.ofSize(5_003), "\u2764", 0, "application/x-tgsticker");
        return set != null ? set : stickerSet(shortName, shortName, heart);
    }

    /** Scans the QR code that was shown last with a user's telephone. */
    public void scanQrCode(User user) {
        LoginToken token;
        synchronized (this) {
            if (loginTokens.isEmpty()) {
                throw new IllegalStateException("No client has shown a QR code yet");
            }
            token = loginTokens.get(loginTokens.size() - 1);
        }
        token.accept(user);
        listeners.forEach(listener -> listener.loginTokenAccepted(token));
    }

    /** Ends all sessions of a user, as from another device: every further call is answered with 401. */
    public void revokeSessions(User user) {
        listeners.forEach(listener -> listener.sessionsRevoked(user));
    }

    /** Hears of everything that happens from now on. */
    public void listen(WorldListener listener) {
        listeners.add(listener);
    }

    public @Nullable User findUser(long id) {
        return users.get(id);
    }

    public @Nullable User findUserByPhone(String phone) {
        String digits = digits(phone);
        return users.values().stream()
                .filter(user -> user.botToken() == null && user.phone().equals(digits))
                .findFirst()
                .orElse(null);
    }

    public @Nullable User findBot(String token) {
        return users.values().stream()
                .filter(user -> token.equals(user.botToken()))
                .findFirst()
                .orElse(null);
    }

    public @Nullable User findUserByUsername(String name) {
        return users.values().stream()
                .filter(user -> sameName(name, user.username()))
                .findFirst()
                .orElse(null);
    }

    public @Nullable Channel findChannel(long id) {
        return channels.get(id);
    }

    public @Nullable Channel findChannelByUsername(String name) {
        return channels.values().stream()
                .filter(channel -> channel.usernames().anyMatch(each -> sameName(name, each)))
                .findFirst()
                .orElse(null);
    }

    public @Nullable Channel findChannelByInvite(String hash) {
        return channels.values().stream()
                .filter(channel -> channel.findInviteLink(hash) != null)
                .findFirst()
                .orElse(null);
    }

    public Collection<Channel> channels() {
        return channels.values();
    }

    /** A fresh token for a QR code. */
    public synchronized LoginToken newLoginToken() {
        LoginToken token = new LoginToken();
        loginTokens.add(token);
        return token;
    }

    private static boolean sameName(String wanted, @Nullable String name) {
        return name != null && name.toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT));
    }

    private static String digits(String phone) {
        return NOT_A_DIGIT.matcher(phone).replaceAll("");
    }
}

package dev.tgarchiver.localtelegram.world;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.localtelegram.tl.TlObject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A channel, or with {@link #megagroup} a supergroup. It is private until it gets a username. The setters return the
 * channel; what is set is seen by all threads.
 */
public final class Channel implements Conversation {

    private final long id;
    private final History history;
    private final Set<Long> members = ConcurrentHashMap.newKeySet();
    private final Set<Long> banned = ConcurrentHashMap.newKeySet();
    private final List<InviteLink> inviteLinks = new CopyOnWriteArrayList<>();
    private volatile String title;
    private volatile String about = "";
    private volatile @Nullable String username;
    private volatile List<String> furtherUsernames = List.of();
    private volatile @Nullable BasicGroup upgradedFrom;
    private volatile int lastBeforeUpgrade;
    private volatile boolean earlierHistoryHidden;
    private volatile Media.@Nullable Photo photo;

    @GuardedBy("this")
    private int photos;

    private volatile boolean megagroup;
    private volatile @Nullable Forum forum;
    private volatile boolean contentProtected;
    private volatile @Nullable Discussion discussion;

    Channel(long id, String title, WorldListener listener) {
        this.id = id;
        this.title = title;
        this.history = new History(id, event -> listener.channelChanged(this, event));
    }

    /** Makes it public. */
    public Channel username(String name) {
        username = name;
        return this;
    }

    /** Further public names of one that has a {@link #username}. */
    public Channel furtherUsernames(String... names) {
        furtherUsernames = List.of(names);
        return this;
    }

    public Channel about(String text) {
        about = text;
        return this;
    }

    public Channel titled(String newTitle) {
        title = newTitle;
        return this;
    }

    /** Makes a user a member. */
    public Channel joinedBy(User user) {
        banned.remove(user.id());
        members.add(user.id());
        return this;
    }

    /** Ends a membership. */
    public Channel leftBy(User user) {
        members.remove(user.id());
        return this;
    }

    /** Shuts a user out: everything about the channel is CHANNEL_PRIVATE for them. */
    public Channel banned(User user) {
        members.remove(user.id());
        banned.add(user.id());
        return this;
    }

    /** Makes it a supergroup. */
    public Channel megagroup() {
        megagroup = true;
        return this;
    }

    /** Makes it a supergroup with topics. */
    public Channel forum() {
        megagroup = true;
        forum = new Forum(history);
        return this;
    }

    /**
     * Makes a supergroup the place where this channel's posts are discussed: from then on each post is put into it, and what
     * answers that one is a comment.
     */
    public Channel discussedIn(Channel group) {
        Discussion made = new Discussion(this, group.megagroup());
        discussion = made;
        group.discussion = made;
        return this;
    }

    /** Follows {@link World#upgrade}. */
    Channel upgradedFrom(BasicGroup group, int lastMessage) {
        upgradedFrom = group;
        lastBeforeUpgrade = lastMessage;
        return this;
    }

    /** Whether new members do not see what was posted before they came; then nobody is told of the basic group. */
    public Channel hideEarlierHistory(boolean hide) {
        earlierHistoryHidden = hide;
        return this;
    }

    /** Gives it a picture, which is another file than the one before. */
    public synchronized Channel photo(Media.Photo newPhoto) {
        photo = newPhoto.identified(Mix.positive(id, --photos));
        return this;
    }

    /** Forbids forwarding and saving. */
    public Channel protectedContent() {
        contentProtected = true;
        return this;
    }

    /** Gives it the invite link {@code https://t.me/+hash}. */
    public Channel inviteLink(String hash) {
        return inviteLink(hash, InviteLink.Kind.OPEN);
    }

    /** Gives it an invite link of a kind. */
    public Channel inviteLink(String hash, InviteLink.Kind kind) {
        inviteLinks.add(new InviteLink(hash, kind));
        return this;
    }

    /** Fills it with generated posts 1 to {@code count}; the generator must always give the same for an id. */
    public Channel posts(int count, IntFunction<PostDraft> generator) {
        history.generate(count, generator);
        return this;
    }

    /** Adds a post; clients that follow the channel are told at once. */
    public Post post(PostDraft draft) {
        Post post = history.add(draft);
        Discussion linked = discussion;
        if (linked != null && linked.channel() == this) {
            linked.forward(post);
        }
        return post;
    }

    /** Adds a post that is any TL object that {@link PostDraft#raw} takes. */
    public Post post(TlObject raw) {
        return post(PostDraft.raw(raw));
    }

    @Override
    public long id() {
        return id;
    }

    /** The id by which TDLib knows the chat: -100 and then the channel's own. */
    public long chatId() {
        return -1_000_000_000_000L - id;
    }

    public long accessHash() {
        return Mix.mix(id ^ 0xc4a77e1L);
    }

    @Override
    public History history() {
        return history;
    }

    public String title() {
        return title;
    }

    public String about() {
        return about;
    }

    public @Nullable String username() {
        return username;
    }

    /** Every public name that leads to it, the first one first. */
    public Stream<String> usernames() {
        return Stream.concat(Stream.ofNullable(username), furtherUsernames.stream());
    }

    /** The basic group that it was, or null. */
    public @Nullable BasicGroup upgradedFrom() {
        return upgradedFrom;
    }

    /** The id of the basic group's last message before the upgrade. */
    public int lastBeforeUpgrade() {
        return lastBeforeUpgrade;
    }

    public boolean isEarlierHistoryHidden() {
        return earlierHistoryHidden;
    }

    public Media.@Nullable Photo photo() {
        return photo;
    }

    public boolean isMegagroup() {
        return megagroup;
    }

    public boolean isForum() {
        return forum != null;
    }

    /** The topics of a forum. */
    public Forum topics() {
        Forum topics = forum;
        if (topics == null) {
            throw new IllegalStateException(title + " is not a forum");
        }
        return topics;
    }

    public boolean isContentProtected() {
        return contentProtected;
    }

    /** The discussion of the channel's posts, or of the posts of the channel whose discussion group this is. */
    public @Nullable Discussion discussion() {
        return discussion;
    }

    public boolean hasMember(User user) {
        return members.contains(user.id());
    }

    public Set<Long> memberIds() {
        return Set.copyOf(members);
    }

    /** Whether a user may read it: a member, or anyone when it is public, or who peeks through an invite link. */
    public boolean isReadableBy(User user) {
        return !banned.contains(user.id()) && (username != null || hasMember(user) || mayPeek());
    }

    /** Whether a user is told of it: who may read it, and of a discussion group who may read its channel. */
    public boolean isShownTo(User user) {
        return isReadableBy(user) || maySeeThreads(user);
    }

    /** Whether a user may read the comments in it, post by post. */
    public boolean maySeeThreads(User user) {
        Discussion linked = discussion;
        return linked != null
                && linked.group() == this
                && !banned.contains(user.id())
                && linked.channel().isReadableBy(user);
    }

    private boolean mayPeek() {
        return inviteLinks.stream().anyMatch(link -> link.kind() == InviteLink.Kind.PEEK);
    }

    /** Its invite link with this hash, or null. */
    public @Nullable InviteLink findInviteLink(String hash) {
        return inviteLinks.stream()
                .filter(link -> link.hash().equals(hash))
                .findFirst()
                .orElse(null);
    }

    @Override
    public String toString() {
        return "channel " + id + " " + title;
    }
}

package dev.tgarchiver.localtelegram.world;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A basic group as one account has it: its messages are numbered together with all that this account has outside of
 * channels. The setters return the group; what is set is seen by all threads.
 */
public final class BasicGroup implements Conversation {

    private final long id;
    private final User account;
    private final History history;
    private volatile String title;
    private volatile String about = "";
    private volatile List<User> others = List.of();
    private volatile boolean contentProtected;
    private volatile boolean left;
    private volatile Media.@Nullable Photo photo;

    @GuardedBy("this")
    private int photos;

    private volatile @Nullable Channel supergroup;

    BasicGroup(long id, String title, User account, WorldListener listener) {
        this.id = id;
        this.title = title;
        this.account = account;
        history = new History(id, account.box(), event -> listener.groupChanged(this, event));
    }

    public BasicGroup about(String text) {
        about = text;
        return this;
    }

    public BasicGroup titled(String newTitle) {
        title = newTitle;
        return this;
    }

    /** Its members besides the account that has it. */
    public BasicGroup with(User... users) {
        others = List.of(users);
        return this;
    }

    /** Gives it a picture, which is another file than the one before. */
    public synchronized BasicGroup photo(Media.Photo newPhoto) {
        photo = newPhoto.identified(Mix.positive(id, --photos));
        return this;
    }

    /** Forbids forwarding and saving. */
    public BasicGroup protectedContent() {
        contentProtected = true;
        return this;
    }

    /** The account has left it: it keeps its messages, and receives no more. */
    public BasicGroup leave() {
        left = true;
        return this;
    }

    /** Fills it with generated posts; the generator must always give the same for a number from 1 to {@code count}. */
    public BasicGroup posts(int count, IntFunction<PostDraft> generator) {
        history.generate(count, generator);
        return this;
    }

    /** Adds a post, which is the account's unless the draft says whose. */
    public Post post(PostDraft draft) {
        return history.add(draft);
    }

    /** Follows {@link World#upgrade}. */
    void upgradedTo(Channel channel) {
        supergroup = channel;
    }

    @Override
    public long id() {
        return id;
    }

    /** The id by which TDLib knows the chat. */
    public long chatId() {
        return -id;
    }

    @Override
    public History history() {
        return history;
    }

    public User account() {
        return account;
    }

    public String title() {
        return title;
    }

    public String about() {
        return about;
    }

    public boolean isContentProtected() {
        return contentProtected;
    }

    public boolean isLeft() {
        return left;
    }

    public Media.@Nullable Photo photo() {
        return photo;
    }

    /** The supergroup that it became, or null. */
    public @Nullable Channel supergroup() {
        return supergroup;
    }

    /** The account first. */
    public Set<User> members() {
        Set<User> members = new LinkedHashSet<>();
        members.add(account);
        members.addAll(others);
        return members;
    }

    @Override
    public String toString() {
        return "group " + id + " " + title;
    }
}

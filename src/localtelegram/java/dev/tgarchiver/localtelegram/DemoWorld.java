package dev.tgarchiver.localtelegram;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.localtelegram.world.World;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The world of a server that runs alone: one user, and a public channel {@code @demo} that has something of everything.
 * Always the same for the same number of files.
 */
public final class DemoWorld {

    public static final String PHONE = "+15550001";
    public static final String CODE = "12345";
    public static final String CHANNEL = "demo";

    private final User user;
    private final Channel channel;

    private DemoWorld(User user, Channel channel) {
        this.user = user;
        this.channel = channel;
    }

    /** Arranges it in a world, with so many files in the channel. */
    public static DemoWorld in(World world, int files) {
        User user = world.user(PHONE).named("Demo", "User").code(CODE);
        Channel channel = world.channel("Demo Channel")
                .username(CHANNEL)
                .about("Something of everything, to try an archiver on.")
                .joinedBy(user)
                .posts(DemoPosts.posts(files), new DemoPosts());
        user.savedMessages().posts(1, id -> PostDraft.text("A note to myself"));
        // A text post that was there once: the gap that deleted posts leave in every channel.
        if (channel.history().topId() > DELETED) {
            channel.history().omit(DELETED, DELETED);
        }
        DemoForum.in(world, user);
        return new DemoWorld(user, channel);
    }

    private static final int DELETED = 11;

    public User user() {
        return user;
    }

    public Channel channel() {
        return channel;
    }

    /** The posts that hold a file, oldest first. */
    public List<Post> files() {
        return channel.history().ids().stream()
                .map(channel.history()::required)
                .filter(post -> post.media() != null)
                .toList();
    }

    /** A file as one line: SHA-256, size, id of the post, kind, name; a photo has no name. */
    public static String line(Post post) {
        Media media = Objects.requireNonNull(post.media());
        return String.join(
                "\t",
                media.file().sha256(),
                Long.toString(media.file().size()),
                Integer.toString(post.id()),
                media.kind().name().toLowerCase(Locale.ROOT),
                name(media.fileName(), post.id()));
    }

    private static String name(@Nullable String fileName, int id) {
        return fileName == null || fileName.isEmpty() ? "photo-" + id : fileName;
    }
}

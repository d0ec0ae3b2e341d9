package dev.tgarchiver.localtelegram;

import dev.tgarchiver.localtelegram.PostKinds.PostKind;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.localtelegram.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The channel {@code @everything} and the forum {@code @everything_forum}: a post of every kind that a server can send; a
 * post with a comment in {@code @everything_discussed}; and what an archive of them must hold, as lines with tabs.
 */
public final class EverythingChannel {

    public static final String NAME = "everything";

    private static final String FORUM = "everything_forum";

    private static final String DISCUSSED = "everything_discussed";
    private static final String TALK = "everything_talk";
    private static final String COMMENT = "I like it";

    private static final long FIRST_FILE = 8_000_000;
    private static final String EDITED = "plain text";
    private static final String DELETED = "signed";

    private final Channel channel;
    private final Map<Integer, PostKind> posts = new LinkedHashMap<>();
    private final Map<Integer, PostKind> forumPosts = new LinkedHashMap<>();

    private int comment;

    private EverythingChannel(Channel channel) {
        this.channel = channel;
    }

    /** Makes it in a world, with those whom its posts name. */
    public static EverythingChannel in(World world) {
        User friend = world.user("+15550002").named("Bea", "Brown").username("bea_brown");
        User bot = world.user("+15550003")
                .named("Helper", "")
                .username("helper_bot")
                .bot("1:token");
        Channel other = world.channel("The Other").username("the_other");
        EverythingChannel made =
                new EverythingChannel(world.channel("Everything").username(NAME));
        for (PostKind kind : PostKinds.ofChannel(FIRST_FILE, friend, bot, other)) {
            made.posts.put(made.channel.post(kind.raw()).id(), kind);
        }
        Channel forum = world.channel("Everything Forum").username(FORUM).forum();
        for (PostKind kind : PostKinds.ofGroup(FIRST_FILE + 1_000, friend, bot, other)) {
            made.forumPosts.put(forum.post(kind.raw()).id(), kind);
        }
        Channel talk = world.channel("Everything Talk").username(TALK);
        Channel discussed =
                world.channel("Everything Discussed").username(DISCUSSED).discussedIn(talk);
        // The first post of both.
        int post = discussed.post(PostDraft.text("What do you think?")).id();
        made.comment =
                talk.post(PostDraft.text(COMMENT).by(friend).replyTo(post)).id();
        return made;
    }

    /** Edits a post and deletes another. */
    public void change() {
        channel.history().edit(id(EDITED), PostDraft.raw(TlObject.tl("message").set("message", newText())));
        channel.history().delete(id(DELETED));
    }

    private int id(String kind) {
        return id(posts, kind);
    }

    private static int id(Map<Integer, PostKind> posts, String kind) {
        return posts.entrySet().stream()
                .filter(post -> post.getValue().name().equals(kind))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static String newText() {
        return "Other words";
    }

    /**
     * What an archive must hold, after {@link #change}: a line for each file with its chat, post, role, SHA-256 and size, for
     * each text with its post, for what was edited, for what was deleted, for a post in a topic, and for a comment.
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        posts.forEach((id, kind) -> describe(NAME, id, kind, lines));
        forumPosts.forEach((id, kind) -> describe(FORUM, id, kind, lines));
        lines.add(line("text", NAME, id(EDITED), newText()));
        lines.add(line("edited", NAME, id(EDITED)));
        lines.add(line("deleted", NAME, id(DELETED)));
        int topic = id(forumPosts, "topic created");
        lines.add(line("topic", FORUM, id(forumPosts, "words in a topic"), Integer.toString(topic)));
        lines.add(line("text", TALK, comment, COMMENT));
        lines.add(line("comment", DISCUSSED, 1, Integer.toString(comment)));
        return lines;
    }

    private static void describe(String chat, int id, PostKind kind, List<String> lines) {
        lines.add(line("kind", chat, id, kind.name()));
        for (String role : kind.files().keySet()) {
            RemoteFile file = kind.file(role);
            lines.add(line("file", chat, id, role, file.sha256(), Long.toString(file.size())));
        }
        String text = kind.raw().is("message") ? kind.raw().textAt("message") : "";
        if (!text.isEmpty()) {
            lines.add(line("text", chat, id, text));
        }
    }

    private static String line(String what, String chat, int post, String... more) {
        String place = what + "\t" + chat + "\t" + post;
        return more.length == 0 ? place : place + "\t" + String.join("\t", more);
    }
}

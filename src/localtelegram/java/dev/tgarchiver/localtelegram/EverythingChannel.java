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

/** The channel {@code @everything}: a post of every kind that a server can send, and what an archive of it must hold. */
public final class EverythingChannel {

    public static final String NAME = "everything";

    private static final long FIRST_FILE = 8_000_000;
    private static final String EDITED = "plain text";
    private static final String DELETED = "signed";

    private final Channel channel;
    private final Map<Integer, PostKind> posts = new LinkedHashMap<>();

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
        return made;
    }

    /** Edits a post and deletes another. */
    public void change() {
        channel.history().edit(id(EDITED), PostDraft.raw(TlObject.tl("message").set("message", newText())));
        channel.history().delete(id(DELETED));
    }

    private int id(String kind) {
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
     * What an archive must hold, after {@link #change}: a line for each file with its SHA-256, size, post and role, for
     * each text with its post, for what was edited and for what was deleted; with tabs between.
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        posts.forEach((id, kind) -> {
            lines.add(line("kind", id, kind.name()));
            for (String role : kind.files().keySet()) {
                RemoteFile file = kind.file(role);
                lines.add(line("file", id, role, file.sha256(), Long.toString(file.size())));
            }
            String text = kind.raw().is("message") ? kind.raw().textAt("message") : "";
            if (!text.isEmpty()) {
                lines.add(line("text", id, text));
            }
        });
        lines.add(line("text", id(EDITED), newText()));
        lines.add(line("edited", id(EDITED)));
        lines.add(line("deleted", id(DELETED)));
        return lines;
    }

    private static String line(String what, int post, String... more) {
        return what + "\t" + post + (more.length == 0 ? "" : "\t" + String.join("\t", more));
    }
}

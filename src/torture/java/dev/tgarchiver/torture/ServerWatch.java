package dev.tgarchiver.torture;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.faults.Call;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.PostFilter;
import dev.tgarchiver.localtelegram.world.Window;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What the server was asked for in this round: pages of the history, and files. Thread-safe. */
final class ServerWatch {

    private final TargetChannel target;
    private final Consumer<Aim> listener;

    @GuardedBy("this")
    private final List<List<Integer>> pages = new ArrayList<>();

    @GuardedBy("this")
    private final Set<PostFile> files = new HashSet<>();

    private ServerWatch(TargetChannel target, Consumer<Aim> listener) {
        this.target = target;
        this.listener = listener;
    }

    /** Watches from now on. {@code listener} is told before the server answers, and must not block. */
    static ServerWatch begin(TelegramServer telegram, TargetChannel target, Consumer<Aim> listener) {
        ServerWatch watch = new ServerWatch(target, listener);
        telegram.faults().clear();
        telegram.calls().clear();
        // Never strikes: its condition is asked at every call, as soon as the call is there.
        telegram.faults().error("messages.getHistory", 500, "NEVER").forever().when(watch::page);
        telegram.faults().error("upload.getFile", 500, "NEVER").forever().when(watch::part);
        return watch;
    }

    private boolean page(Call call) {
        TlObject arguments = call.arguments();
        Window window = new Window(
                Math.max(0, arguments.intAt("offset_id")),
                null,
                arguments.intAt("add_offset"),
                arguments.intAt("limit"),
                arguments.intAt("max_id"),
                arguments.intAt("min_id"));
        List<Integer> ids = target.channel().history().slice(window, PostFilter.ALL, "").posts().stream()
                .map(Post::id)
                .toList();
        synchronized (this) {
            pages.add(ids);
        }
        listener.accept(Aim.PAGE_ASKED_FOR);
        return false;
    }

    private boolean part(Call call) {
        long file = call.arguments().objectAt("location").longAt("id");
        synchronized (this) {
            target.file(file).ifPresent(files::add);
        }
        listener.accept(Aim.PART_ASKED_FOR);
        return false;
    }

    /** The posts of every page that was asked for, page by page. */
    synchronized List<List<Integer>> pages() {
        return List.copyOf(pages);
    }

    /** The files that were asked for. */
    synchronized Set<PostFile> files() {
        return Set.copyOf(files);
    }
}

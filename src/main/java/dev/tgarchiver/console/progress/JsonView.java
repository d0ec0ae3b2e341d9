package dev.tgarchiver.console.progress;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.ConsoleThread;
import dev.tgarchiver.console.terminal.JsonLine;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.EventJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events as JSON lines. The progress of files is far too frequent for a log: the newest of each worker is kept and
 * written twice a second, and dropped if the file has ended meanwhile.
 */
final class JsonView implements ProgressView {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Console console;
    private final ConsoleThread.Ticking ticking;

    @GuardedBy("this")
    private final Map<String, String> newestOfWorker = new LinkedHashMap<>();

    @GuardedBy("this")
    private boolean closed;

    JsonView(Console console) {
        this.console = console;
        ticking = console.turn().every(PAUSE, this::writeProgress);
    }

    @Override
    public synchronized void on(Event event) {
        if (closed) {
            return;
        }
        if (event instanceof Event.FileProgress progress) {
            newestOfWorker.put(progress.worker(), line(event));
            return;
        }
        if (event instanceof Event.FileDone done) {
            newestOfWorker.remove(done.worker());
        } else if (event instanceof Event.FileRetry retry) {
            newestOfWorker.remove(retry.worker());
        } else if (event instanceof Event.FilePostponed postponed) {
            newestOfWorker.remove(postponed.worker());
        } else if (event instanceof Event.FileFailed failed) {
            newestOfWorker.remove(failed.worker());
        } else if (event instanceof Event.FileReplaced replaced) {
            newestOfWorker.remove(replaced.worker());
        }
        String line = line(event);
        console.turn().soon(() -> console.writeOut(line));
    }

    private String line(Event event) {
        return JsonLine.of(EventJson.of(event, console.clock().instant())) + "\n";
    }

    private void writeProgress() {
        List<String> lines;
        synchronized (this) {
            lines = new ArrayList<>(newestOfWorker.values());
            newestOfWorker.clear();
        }
        lines.forEach(console::writeOut);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        ticking.close();
        console.turn().now(this::writeProgress);
    }
}

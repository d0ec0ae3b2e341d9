package dev.tgarchiver.console.progress;

import dev.tgarchiver.console.Format;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.SafeText;
import dev.tgarchiver.console.terminal.StyledLine;
import dev.tgarchiver.console.terminal.WindowSize;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.progress.Meter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * One bar for one task over a known number of bytes or other things, such as {@code archiver verify}: on a terminal a bar of the
 * ProgressBar library, drawn through the console so that messages scroll above it; off a terminal a plain line every 30
 * seconds. {@link #step} may be called from any thread and does not block.
 */
public final class TaskBar implements Meter {

    private static final int REDRAW_MILLIS = 100;
    private static final Duration LINE_PAUSE = Duration.ofSeconds(30);
    private static final long MEGABYTE = 1_000_000;

    private final Console console;
    private final String task;
    private final String noun;
    private final long bytes;
    private final AtomicLong done = new AtomicLong();
    private final AutoCloseable display;

    /**
     * Shows the task.
     *
     * @param task a name, such as {@code Verifying}
     * @param bytes the whole amount
     */
    public TaskBar(Console console, String task, long bytes) {
        this(console, task, bytes, "");
    }

    /**
     * Shows a task over other things than bytes.
     *
     * @param noun the counted things, in the plural; empty for bytes
     */
    public TaskBar(Console console, String task, long bytes, String noun) {
        this.console = console;
        this.noun = noun;
        this.task = SafeText.text(task);
        this.bytes = bytes;
        display = console.errIsTerminal() ? bar() : console.turn().every(LINE_PAUSE, this::line);
    }

    /** Adds to the number of bytes, or other things, that are done. */
    @Override
    public void step(long more) {
        long now = done.addAndGet(more);
        if (display instanceof ProgressBar bar) {
            bar.stepTo(now);
        }
    }

    private ProgressBar bar() {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(bytes)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setUnit(noun.isEmpty() ? " MB" : " " + noun, noun.isEmpty() ? MEGABYTE : 1)
                .showSpeed()
                .setStyle(console.unicode() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setConsumer(new WindowConsumer())
                .build();
    }

    /** Called by the library's own thread. */
    private void draw(String text) {
        console.turn().soon(() -> {
            WindowSize window = console.window();
            String line = SafeText.fit(text.stripTrailing(), window.columns() - 1, "");
            console.drawBlock(List.of(StyledLine.plain(line)), window);
        });
    }

    private void line() {
        int percent = Format.percent(done.get(), bytes);
        String progress = noun.isEmpty()
                ? ByteSize.format(done.get()) + " of " + ByteSize.format(bytes)
                : Format.count(done.get()) + " of " + Format.count(bytes) + " " + noun;
        console.writeErr(task + ": " + progress + " (" + percent + "%)\n");
    }

    /** The last state is displayed when this returns, and stays. */
    @Override
    public void close() {
        try {
            display.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        console.turn().now(() -> {
            if (console.errIsTerminal()) {
                console.leaveBlock();
            } else {
                line();
            }
        });
    }

    /** Receives the library's lines, as wide as the window is now. */
    private final class WindowConsumer extends DelegatingProgressBarConsumer {
        WindowConsumer() {
            // With the width given, the library opens no terminal of its own to ask for it.
            super(TaskBar.this::draw, console.window().columns() - 1);
        }

        @Override
        public int getMaxRenderedLength() {
            return console.window().columns() - 1;
        }
    }
}

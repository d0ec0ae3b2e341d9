package dev.tgarchiver.console.progress;

import dev.tgarchiver.console.Format;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.ConsoleThread;
import dev.tgarchiver.console.terminal.Message;
import dev.tgarchiver.console.terminal.SafeText;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.progress.ProgressSnapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Lines for a log: no colours, no cursor. */
final class PlainView implements ProgressView {

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Console console;
    private final Supplier<ProgressSnapshot> run;
    private final ConsoleThread.Ticking ticking;
    private final AtomicBoolean closed = new AtomicBoolean();

    PlainView(Console console, Supplier<ProgressSnapshot> run) {
        this.console = console;
        this.run = run;
        ticking = console.turn().every(PAUSE, this::status);
    }

    @Override
    public void on(Event event) {
        if (closed.get()) {
            return;
        }
        EventMessages.of(event).or(() -> milestone(event)).ifPresent(this::write);
    }

    private static String what(Event.RunStarted started) {
        String channels = Format.count(started.channels().size(), "channel");
        String posts = Format.count(started.posts().size(), "post");
        if (started.posts().isEmpty()) {
            return channels;
        }
        return started.channels().isEmpty() ? posts : channels + " and " + posts;
    }

    private static Optional<Message> milestone(Event event) {
        return Optional.ofNullable(
                        event instanceof Event.RunStarted started
                                ? "Started: " + what(started) + ", " + Format.count(started.workers(), "worker") + ", "
                                        + Format.count(started.pendingFiles(), "file") + " pending"
                                : event instanceof Event.ChannelStarted channel
                                        ? "Walking "
                                                + SafeText.text(
                                                        channel.channel().label())
                                        : event instanceof Event.WalkFinished walked
                                                ? "Walked "
                                                        + SafeText.text(
                                                                walked.channel().label()) + ": "
                                                        + Format.count(walked.posts(), "post")
                                                : event instanceof Event.FloodWait wait
                                                        ? "Telegram asks to wait " + Format.duration(wait.length())
                                                        : null)
                .map(text -> new Message(Message.Level.INFO, text));
    }

    private void write(Message message) {
        console.turn().soon(() -> console.writeErr(message.render(console.errPaint())));
    }

    private void status() {
        console.writeErr(PlainLine.of(run.get()) + "\n");
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            ticking.close();
            ProgressSnapshot last = run.get();
            if (last.isStarted()) {
                console.turn().now(() -> console.writeErr(PlainLine.last(last) + "\n"));
            }
        }
    }
}

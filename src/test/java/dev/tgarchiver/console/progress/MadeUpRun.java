package dev.tgarchiver.console.progress;

import dev.tgarchiver.app.stats.StatsResult;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.PromptResult;
import dev.tgarchiver.console.terminal.QrText;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.Event.FileRef;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.event.Events;
import dev.tgarchiver.event.Retries;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.FailureCause;
import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.report.ChatList;
import dev.tgarchiver.report.NextCommands;
import dev.tgarchiver.report.RunSummary;
import dev.tgarchiver.report.StatsReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Plays a run that never was, for looking at the display: {@code MadeUpRun [terminal|plain|json|quiet|qr|chats|stats|ask|task]}.
 */
final class MadeUpRun {

    private static final List<String> NAMES = List.of(
            "song.mp3",
            "A very long title of a lecture that somebody recorded in 2019, part 3 of 12.mp4",
            "漢字とかなの長いファイル名です.flac",
            "evil\u001b]0;owned\u0007\u001b[31m\u202egpj.exe",
            "🎵 музыка 🎵.ogg",
            "photo 4711");
    private static final int WORKERS = 4;
    private static final int FILES = 60;
    private static final Instant DAY = Instant.parse("2021-03-04T05:06:07Z");

    private final EventListener listener;
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    private MadeUpRun(EventListener listener) {
        this.listener = listener;
    }

    /** Plays it. */
    public static void main(String... arguments) throws InterruptedException {
        String what = arguments.length > 0 ? arguments[0] : "";
        try (Console console = Console.ofProcess(true)) {
            Runtime.getRuntime().addShutdownHook(new Thread(console::close));
            switch (what) {
                case "qr" -> QrText.show(console, "tg://login?token=AQLxZ2Q3ZmQ5ZTJjN2Y0YjFhOGQ2ZTVjM2IyYTE5Zjh");
                case "chats" -> ChatList.print(console, Samples.CHATS);
                case "stats" ->
                    StatsReport.print(
                            console,
                            new StatsResult(Samples.STATS, List.of(), List.of(), List.of()),
                            List.of(),
                            true,
                            (name, words) -> "archiver " + name + " " + String.join(" ", words));
                case "ask" -> {
                    PromptResult name = console.prompt().line("Phone number: ");
                    PromptResult secret = console.prompt().secret("Password: ");
                    console.print(name + " "
                            + (secret instanceof PromptResult.Given given
                                    ? given.text().length()
                                    : -1));
                }
                case "task" -> task(console);
                default -> run(console, what);
            }
        }
    }

    private static void task(Console console) throws InterruptedException {
        try (TaskBar bar = new TaskBar(console, "Verifying", 300_000_000)) {
            for (int i = 0; i < 100; i++) {
                new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
                bar.step(3_000_000);
                if (i == 50) {
                    console.warn("file\u001b[2J 17 is damaged");
                }
            }
        }
        console.print("Everything is whole.");
    }

    private static void run(Console console, String mode) throws InterruptedException {
        RunSummary summary = new RunSummary(
                new NextCommands("archiver download", channels -> "archiver retry", "archiver stats --failures"));
        ProgressView view =
                switch (mode) {
                    case "terminal" -> new ShownRun(console, ProgressView::terminal);
                    case "plain" -> new ShownRun(console, ProgressView::plain);
                    case "json" -> ProgressView.json(console);
                    case "quiet" -> ProgressView.quiet(console);
                    default -> new ShownRun(console, ProgressView::of);
                };
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            view.close();
            console.close();
        }));
        try (view) {
            new MadeUpRun(new Events(List.of(view, summary))).play();
        }
        summary.print(console);
    }

    private void play() throws InterruptedException {
        Channel channel =
                new Channel(-1001234567890L, "Example \u001b[2J", Optional.of("example"), Channel.Type.CHANNEL);
        long began = System.nanoTime();
        listener.on(new Event.RunStarted(7, List.of("@example"), WORKERS, 0, 0, Event.Limit.NONE));
        listener.on(new Event.ChannelStarted(channel));
        Thread walk = new Thread(() -> {
            for (int page = 0; page < 20; page++) {
                pause(200);
                listener.on(new Event.PageWalked(
                        channel, 100, FILES / 20, 30_000_000, DAY.minus(Duration.ofDays(30L * page))));
            }
            listener.on(new Event.WalkFinished(channel, 2000));
        });
        walk.start();
        pause(300);
        List<Thread> workers = new ArrayList<>();
        for (int worker = 1; worker <= WORKERS; worker++) {
            String name = "worker_" + worker;
            Thread thread = new Thread(() -> work(name), name);
            thread.start();
            workers.add(thread);
        }
        for (Thread worker : workers) {
            worker.join();
        }
        walk.join();
        listener.on(new Event.RunFinished(
                failed.get() > 0 ? Outcome.SOME_FAILED : Outcome.COMPLETE,
                0,
                FILES - failed.get(),
                bytes.get(),
                failed.get(),
                0,
                0,
                Optional.empty(),
                Duration.ofNanos(System.nanoTime() - began),
                Retries.NONE,
                Event.RunFinished.Kept.NONE,
                Optional.empty()));
    }

    private void work(String worker) {
        Random random = new Random(worker.hashCode());
        for (int id = next.incrementAndGet(); id <= FILES; id = next.incrementAndGet()) {
            long size = 5_000_000L + random.nextInt(10_000_000);
            FileRef file = new FileRef(
                    id, new PostId(-1001234567890L, 5000 - id), MediaKind.AUDIO, size, NAMES.get(id % NAMES.size()));
            listener.on(new Event.FileStarted(worker, file));
            for (long here = 0; here < size; here += 131_072) {
                pause(12);
                listener.on(new Event.FileProgress(worker, file, here, Math.min(here, 131_072)));
            }
            if (id % 23 == 0) {
                failed.incrementAndGet();
                listener.on(
                        new Event.FileFailed(worker, file, FailureCause.GONE, "message deleted\u001b[5m\nmeanwhile"));
                listener.on(new Event.Notice(Event.Notice.Level.WARNING, "Telegram is slow \u009b31m today"));
            } else {
                bytes.addAndGet(size);
                listener.on(new Event.FileDone(worker, file, "example/2021-03/" + id, size, Duration.ofSeconds(1)));
            }
            if (id == 20) {
                listener.on(
                        new Event.FloodWait(Duration.ofSeconds(5), Instant.now().plusSeconds(5)));
            }
        }
    }

    private void pause(long millis) {
        try {
            never.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

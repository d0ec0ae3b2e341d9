package dev.tgarchiver.console.progress;

import dev.tgarchiver.console.Format;
import dev.tgarchiver.console.LocalTimeText;
import dev.tgarchiver.console.terminal.AnsiStyle;
import dev.tgarchiver.console.terminal.LineLayout;
import dev.tgarchiver.console.terminal.SafeText;
import dev.tgarchiver.console.terminal.StyledLine;
import dev.tgarchiver.console.terminal.Symbols;
import dev.tgarchiver.console.terminal.WindowSize;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.progress.ProgressSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Lays a run out in lines for a terminal. A pure function of the run and the window: no line reaches the last column
 * (where terminals differ), and there are fewer lines than the window has rows.
 */
final class FrameRenderer {

    private static final Duration STALLED = Duration.ofSeconds(10);
    private static final int RATE_WIDTH = "99.9 MB/s".length();
    private static final String FILES = " files";
    private static final int NARROWEST_NAME = 6;
    private static final int WIDEST_NAME = 40;
    private static final int NARROWEST_BAR = 10;
    private static final int WIDEST_BAR = 40;
    private static final int WORKER_BAR = 20;
    /** The overall bar changes its width in steps, so that it stays in place while the numbers beside it change. */
    private static final int BAR_STEP = 5;

    private final Symbols symbols;
    private final AnsiStyle paint;

    FrameRenderer(Symbols symbols, AnsiStyle paint) {
        this.symbols = symbols;
        this.paint = paint;
    }

    /** The whole block: the walk, the workers, a wait, the overall line. Where rows are few, the last ones stay. */
    List<StyledLine> frame(ProgressSnapshot run, WindowSize window) {
        int width = usable(window);
        List<StyledLine> lines = new ArrayList<>();
        run.walking().flatMap(walk -> walk(walk, width)).ifPresent(lines::add);
        for (ProgressSnapshot.Worker worker : run.workers()) {
            lines.add(worker(worker, run.waitUntil().isPresent(), width));
        }
        run.waitUntil()
                .ifPresent(until ->
                        waiting(Duration.between(run.at(), until), width).ifPresent(lines::add));
        lines.add(overall(run, width, false));
        int room = Math.max(1, window.rows() - 1);
        return List.copyOf(lines.subList(Math.max(0, lines.size() - room), lines.size()));
    }

    /** The same with the number of waiting files, for which there is room where no worker is shown beside it. */
    List<StyledLine> frameWithQueue(ProgressSnapshot run, WindowSize window) {
        String files = Format.count(run.queued(), "file");
        Optional<StyledLine> queue = firstThatFits(
                List.of("Queue: " + files, files, Format.count(run.queued())), usable(window), paint::dim);
        List<StyledLine> lines = new ArrayList<>(frame(run, window));
        if (lines.size() + 1 < window.rows()) {
            queue.ifPresent(line -> lines.add(0, line));
        }
        return lines;
    }

    /** What stays on the screen after the run: the overall line, with its duration and average speed. */
    List<StyledLine> finalFrame(ProgressSnapshot run, WindowSize window) {
        return List.of(overall(run, usable(window), true));
    }

    private static int usable(WindowSize window) {
        return Math.max(1, window.columns() - 1);
    }

    private Optional<StyledLine> walk(ProgressSnapshot.Walk walk, int width) {
        String posts = Format.count(walk.posts(), "post");
        String label = SafeText.text(walk.label());
        String since = walk.oldest().map(LocalTimeText::day).orElse("");
        List<String> forms = since.isEmpty()
                ? List.of("Walking " + label + ": " + posts, label + ": " + posts, posts)
                : List.of(
                        "Walking " + label + ": " + posts + ", back to " + since,
                        label + ": " + posts + ", " + since,
                        label + ": " + posts,
                        posts);
        return firstThatFits(forms, width, paint::dim);
    }

    private Optional<StyledLine> waiting(Duration left, int width) {
        String time = countdown(left);
        return firstThatFits(
                List.of("Telegram asks to wait: " + time + " left", "waiting " + time, time, left.toSeconds() + "s"),
                width,
                paint::yellow);
    }

    /** Rounded up: the last second is a second, too. */
    static String countdown(Duration left) {
        return Format.duration(Duration.ofSeconds((left.toMillis() + 999) / 1000));
    }

    /** The longest form that fits: half a number would be wrong. */
    private static Optional<StyledLine> firstThatFits(List<String> forms, int width, UnaryOperator<String> colour) {
        return forms.stream()
                .filter(text -> SafeText.width(text) <= width)
                .findFirst()
                .map(text -> new StyledLine(colour.apply(text), SafeText.width(text)));
    }

    private StyledLine worker(ProgressSnapshot.Worker worker, boolean waiting, int width) {
        String name = SafeText.text(worker.name());
        Optional<ProgressSnapshot.Current> current = worker.file();
        if (current.isEmpty()) {
            return firstThatFits(List.of(name + "  idle", "idle"), width, paint::dim)
                    .orElse(StyledLine.plain(""));
        }
        ProgressSnapshot.Current file = current.get();
        String title = SafeText.text(file.name());
        boolean sized = file.size() > 0;
        String share = sized ? Format.percent(file.bytes(), file.size()) + "%" : ByteSize.format(file.bytes());
        double fraction = sized ? (double) file.bytes() / file.size() : 0;
        boolean stalled = !waiting && file.silence().compareTo(STALLED) >= 0;
        String rate = waiting
                ? "waiting"
                : stalled
                        ? "stalled"
                        : file.bytesPerSecond().isPresent()
                                ? Format.perSecond(file.bytesPerSecond().getAsDouble())
                                : "";
        return new LineLayout(symbols)
                .add(2, name, paint::cyan)
                .elastic(
                        1,
                        NARROWEST_NAME,
                        WIDEST_NAME,
                        columns -> SafeText.padRight(SafeText.fit(title, columns, symbols.ellipsis()), columns),
                        UnaryOperator.identity())
                .elastic(
                        4,
                        NARROWEST_BAR,
                        WORKER_BAR,
                        columns -> sized ? symbols.bar(fraction, columns) : " ".repeat(columns),
                        paint::green)
                .add(0, SafeText.padLeft(share, "100%".length()), paint::bold)
                .add(
                        3,
                        SafeText.padLeft(rate, RATE_WIDTH),
                        stalled || waiting ? paint::yellow : UnaryOperator.identity())
                .fit(width);
    }

    private StyledLine overall(ProgressSnapshot run, int width, boolean over) {
        String plus = plus(run);
        boolean some = run.filesKnown() > 0;
        String files = Format.count(run.filesDone()) + "/" + Format.count(run.filesGoal()) + plus;
        LineLayout line = new LineLayout(symbols);
        if (some) {
            line.elastic(
                            5,
                            NARROWEST_BAR,
                            WIDEST_BAR,
                            columns -> symbols.bar(run.fraction(), columns - columns % BAR_STEP),
                            paint::green)
                    .add(0, SafeText.padLeft(run.percent() + "%", "100%".length()), paint::bold)
                    .elastic(
                            1,
                            files.length(),
                            files.length() + FILES.length(),
                            columns -> columns < files.length() + FILES.length() ? files : files + FILES,
                            UnaryOperator.identity());
        } else {
            line.add(0, "0 files", paint::bold);
        }
        if (run.bytesKnown() > 0) {
            line.add(6, bytes(run), UnaryOperator.identity());
        }
        double perSecond = over ? average(run) : run.bytesPerSecond().orElse(-1);
        if (perSecond >= 0) {
            line.add(2, Format.perSecond(perSecond), paint::cyan)
                    .add(8, Format.perMinute(perSecond), UnaryOperator.identity());
        }
        if (over) {
            line.add(3, Format.duration(run.elapsed()), UnaryOperator.identity());
        } else {
            run.eta().ifPresent(eta -> line.add(3, "ETA " + Format.duration(eta) + plus, UnaryOperator.identity()));
        }
        return line.add(4, run.failed() > 0 ? Format.count(run.failed()) + " failed" : "", paint::red)
                .add(7, run.retrying() > 0 ? Format.count(run.retrying()) + " to retry" : "", paint::yellow)
                .fit(width);
    }

    /** Marks numbers that still grow. */
    static String plus(ProgressSnapshot run) {
        return run.grows() ? "+" : "";
    }

    private static String bytes(ProgressSnapshot run) {
        return run.bytesDone() >= run.bytesGoal().orElse(0)
                ? ByteSize.format(run.bytesDone())
                : ByteSize.format(run.bytesDone()) + "/"
                        + ByteSize.format(run.bytesGoal().getAsLong());
    }

    /** Negative when the run was too short to tell. */
    static double average(ProgressSnapshot run) {
        double seconds = run.elapsed().toMillis() / 1000.0;
        return seconds < 1 ? -1 : run.bytesDone() / seconds;
    }
}

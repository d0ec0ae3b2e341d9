package dev.tgarchiver.console.progress;

import dev.tgarchiver.console.Format;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.progress.ProgressSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A run in one line of plain text. */
final class PlainLine {

    private PlainLine() {}

    /** What is known after the run, without estimates. */
    static String last(ProgressSnapshot run) {
        return String.join(", ", parts(run, true));
    }

    /** For example {@code 54/120+ files (45%), 135 MB of 300 MB, 3.2 MB/s, 192 MB/min, ETA 52 s}. */
    static String of(ProgressSnapshot run) {
        return String.join(", ", parts(run, false));
    }

    private static List<String> parts(ProgressSnapshot run, boolean over) {
        String plus = FrameRenderer.plus(run);
        List<String> parts = new ArrayList<>();
        parts.add(
                run.filesKnown() > 0
                        ? Format.count(run.filesDone()) + "/" + Format.count(run.filesGoal()) + plus + " files ("
                                + run.percent() + "%)"
                        : "0 files");
        if (run.bytesKnown() > 0) {
            parts.add(
                    run.bytesGoal().isPresent()
                            ? ByteSize.format(run.bytesDone()) + " of "
                                    + ByteSize.format(run.bytesGoal().getAsLong()) + plus
                            : ByteSize.format(run.bytesDone()));
        }
        double perSecond =
                over ? FrameRenderer.average(run) : run.bytesPerSecond().orElse(-1);
        if (perSecond >= 0 && run.bytesKnown() > 0) {
            parts.add(Format.perSecond(perSecond));
            parts.add(Format.perMinute(perSecond));
        }
        if (!over) {
            run.eta().ifPresent(eta -> parts.add("ETA " + Format.duration(eta) + plus));
        }
        if (run.failed() > 0) {
            parts.add(Format.count(run.failed()) + " failed");
        }
        if (run.retrying() > 0) {
            parts.add(Format.count(run.retrying()) + " to retry");
        }
        if (run.queued() > 0 && !over) {
            parts.add(Format.count(run.queued()) + " queued");
        }
        if (run.postsWalked() > 0) {
            parts.add(Format.count(run.postsWalked(), "post") + " walked");
        }
        run.waitUntil()
                .ifPresent(until -> parts.add(
                        "Telegram asks to wait " + FrameRenderer.countdown(Duration.between(run.at(), until))));
        return parts;
    }
}

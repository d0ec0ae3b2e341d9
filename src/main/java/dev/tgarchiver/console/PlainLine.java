package dev.tgarchiver.console;

import dev.tgarchiver.model.ByteSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A run in one line of plain text. */
final class PlainLine {

    private PlainLine() {}

    /** For example {@code 54/120+ files (45%), 135 MB of 300 MB, 3.2 MB/s, 192 MB/min, ETA 52 s}. */
    static String of(RunSnapshot run) {
        String plus = FrameRenderer.plus(run);
        List<String> parts = new ArrayList<>();
        parts.add(
                run.filesKnown() > 0
                        ? Amounts.count(run.filesDone()) + "/" + Amounts.count(run.filesGoal()) + plus + " files ("
                                + FrameRenderer.percent(run) + "%)"
                        : "0 files");
        if (run.bytesKnown() > 0) {
            parts.add(
                    run.bytesGoal().isPresent()
                            ? ByteSize.format(run.bytesDone()) + " of "
                                    + ByteSize.format(run.bytesGoal().getAsLong()) + plus
                            : ByteSize.format(run.bytesDone()));
        }
        if (run.bytesPerSecond().isPresent() && run.bytesKnown() > 0) {
            parts.add(Amounts.perSecond(run.bytesPerSecond().getAsDouble()));
            parts.add(Amounts.perMinute(run.bytesPerSecond().getAsDouble()));
        }
        run.eta().ifPresent(eta -> parts.add("ETA " + Amounts.duration(eta) + plus));
        if (run.failed() > 0) {
            parts.add(Amounts.count(run.failed()) + " failed");
        }
        if (run.retrying() > 0) {
            parts.add(Amounts.count(run.retrying()) + " to retry");
        }
        if (run.queued() > 0) {
            parts.add(Amounts.count(run.queued()) + " queued");
        }
        if (run.postsWalked() > 0) {
            parts.add(Amounts.count(run.postsWalked(), "post") + " walked");
        }
        run.waitUntil()
                .ifPresent(until -> parts.add(
                        "Telegram asks to wait " + FrameRenderer.countdown(Duration.between(run.at(), until))));
        return String.join(", ", parts);
    }
}

package dev.tgarchiver.report;

import dev.tgarchiver.console.Format;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.tracker.RecoveryReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reports the recovery of a damaged tracker. */
public final class RecoveryText {

    private RecoveryText() {}

    /** Prints it. Waits until it is written. */
    public static void print(Console console, Optional<RecoveryReport> recovered) {
        if (recovered.isEmpty()) {
            console.print("The tracker is sound; there is nothing to recover.");
            return;
        }
        RecoveryReport report = recovered.get();
        console.print("Recovered into a new tracker: " + Format.count(report.channels(), "channel") + ", "
                + Format.count(report.posts(), "post") + ", " + Format.count(report.files(), "file") + ", "
                + Format.count(report.runs(), "run") + ".");
        console.print(lost(report));
        if (report.walkAgain()) {
            console.print(
                    "The next archiver download walks the channels from their start and restores what is missing. A file "
                            + "that is on disk but no longer in the tracker is fetched again, and stored once. Before it, "
                            + "archiver reindex restores what can be read from the recorded posts.");
        }
        console.print("The damaged tracker is kept: " + report.kept());
    }

    private static String lost(RecoveryReport report) {
        if (!report.walkAgain()) {
            return "Nothing was lost.";
        }
        List<String> lost = new ArrayList<>();
        add(lost, report.lostPosts(), "post");
        add(lost, report.lostFiles(), "file");
        if (!lost.isEmpty()) {
            return "Lost: " + String.join(", ", lost) + ".";
        }
        boolean counted = report.lostPosts().isPresent() && report.lostFiles().isPresent();
        return counted
                ? "Lost: no post and no file, but some of what was known about them."
                : "How much was lost is unknown: its own counts are lost, too.";
    }

    private static void add(List<String> lost, OptionalLong count, String what) {
        if (count.orElse(0) > 0) {
            lost.add(Format.count(count.getAsLong(), what));
        }
    }
}

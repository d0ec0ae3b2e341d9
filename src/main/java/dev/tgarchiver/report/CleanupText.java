package dev.tgarchiver.report;

import dev.tgarchiver.app.maintenance.CleanupOrder;
import dev.tgarchiver.app.maintenance.CleanupWatcher;
import dev.tgarchiver.archive.maintenance.CleanupReport;
import dev.tgarchiver.archive.maintenance.Relocation;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.tracker.file.FileTotals;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reports what a cleanup did, a line for each kind of work.
 *
 * @param quiet whether to report problems only
 */
public record CleanupText(Console console, CleanupOrder order, boolean quiet) implements CleanupWatcher {

    private static final int SHOWN = 20;

    @Override
    public void cleaned(CleanupReport report, Optional<String> holder) {
        report.problems().forEach(console::error);
        if (!quiet) {
            print(report, holder);
        }
    }

    @Override
    public void relocated(Relocation.Report report) {
        report.problems().forEach(console::error);
        if (!quiet) {
            print(report);
        }
    }

    private void print(CleanupReport report, Optional<String> holder) {
        console.print(
                (order.dryRun() ? "Dry run, nothing is changed. " : "") + "Checked " + count(report.checked()) + ".");
        gone("pending again", report.wanted());
        gone(
                order.keepHistory()
                        ? "remembered as removed, and never fetched again"
                        : "remembered as removed, since no post holds them",
                report.forgone());
        removed("temporary files of killed runs", report.temporaries());
        removed("files of stale lanes", report.lanes());
        removed("dead partial downloads", report.partials());
        removed("files of TDLib's cache beyond cache.max_size", report.cached());
        orphans(report);
        holder.ifPresent(
                text -> console.print(text + " Temporary files, lanes, TDLib's cache and unknown files were left "
                        + "alone; run cleanup again for them."));
        boolean nothing = report.wanted().files() == 0
                && report.forgone().files() == 0
                && report.temporaries().files() == 0
                && report.lanes().files() == 0
                && report.partials().files() == 0
                && report.cached().files() == 0
                && report.orphans().isEmpty();
        if (nothing && report.problems().isEmpty()) {
            console.print("Nothing to clean up.");
        }
    }

    private void print(Relocation.Report report) {
        if (report.moved() == 0) {
            console.print("Every file is where path_template puts it.");
        } else {
            console.print((order.dryRun() ? "Would move " : "Moved ") + count(report.moved())
                    + " to where path_template puts " + (report.moved() == 1 ? "it" : "them") + " now:");
            report.examples().forEach(move -> console.print("  " + move.from() + " -> " + move.to()));
            if (report.moved() > report.examples().size()) {
                console.print(
                        "  and " + count(report.moved() - report.examples().size()) + " more");
            }
        }
        if (report.missing() > 0) {
            console.print(count(report.missing()) + " not moved: missing. archiver cleanup makes them pending.");
        }
    }

    private void gone(String what, FileTotals amount) {
        if (amount.files() > 0) {
            console.print("Gone: " + amount(amount) + (order.dryRun() ? ", would be " : ", ") + what + ".");
        }
    }

    private void removed(String what, FileTotals amount) {
        if (amount.files() > 0) {
            console.print((order.dryRun() ? "Would remove " : "Removed ") + what + ": " + amount(amount) + ".");
        }
    }

    private void orphans(CleanupReport report) {
        List<String> orphans = report.orphans();
        if (orphans.isEmpty()) {
            return;
        }
        String amount = amount(new FileTotals(orphans.size(), report.orphanBytes()));
        String fate = report.orphansRemoved()
                ? (order.dryRun() ? "would be removed" : "removed")
                : "left alone; archiver cleanup --orphans removes them";
        console.print("Unknown to the tracker: " + amount + ", " + fate + ":");
        orphans.stream().limit(SHOWN).forEach(name -> console.print("  " + name));
        if (orphans.size() > SHOWN) {
            console.print("  and " + count(orphans.size() - SHOWN) + " more");
        }
    }

    private static String amount(FileTotals amount) {
        return count(amount.files()) + " (" + ByteSize.format(amount.bytes()) + ")";
    }

    private static String count(long files) {
        return files == 1 ? "1 file" : String.format(Locale.ROOT, "%,d files", files);
    }
}

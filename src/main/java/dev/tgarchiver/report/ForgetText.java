package dev.tgarchiver.report;

import dev.tgarchiver.app.maintenance.ForgetPlan;
import dev.tgarchiver.archive.maintenance.Forgetting;
import dev.tgarchiver.console.Format;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.file.FileTotals;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says what forgetting channels means, before and after it.
 *
 * @param outputDir the folder of all files
 */
public record ForgetText(Console console, Path outputDir, boolean deleteFiles) {

    /** The question before anything is done. */
    public String question(List<ForgetPlan> plans) {
        String what = plans.stream().map(ForgetText::contents).collect(Collectors.joining("; "));
        String whose = plans.size() == 1 ? "Its" : "Their";
        String files = deleteFiles
                ? whose + " files are deleted from " + outputDir + ", except those that other channels hold."
                : whose + " files stay in " + places(plans) + ".";
        return "Forget " + what + "? " + files + " [y/N] ";
    }

    private static String contents(ForgetPlan plan) {
        Stats.Totals totals = plan.totals();
        return plan.label() + " (" + Format.count(totals.posts(), "post") + ", "
                + Format.count(totals.done().files(), "file") + ", "
                + ByteSize.format(totals.done().bytes()) + ")";
    }

    /** Prints what was done with a channel. Waits until it is written. */
    public void print(ForgetPlan plan, Forgetting.Report report) {
        String name = plan.label();
        console.print(
                "Forgot " + name + ": " + Format.count(report.posts(), "post") + ", " + amount(report.stored()) + ".");
        if (deleteFiles) {
            console.print("Deleted " + amount(report.deleted()) + " from the disk.");
        } else if (report.stored().files() > 0) {
            console.print("Its files stay in " + plan.place() + "; archiver cleanup leaves them alone there.");
        }
        if (report.shared() > 0) {
            console.print(Format.count(report.shared(), "file") + (report.shared() == 1 ? " stays" : " stay")
                    + " in the archive, since other channels hold " + (report.shared() == 1 ? "it." : "them."));
        }
        if (plan.isConfigured()) {
            console.print(name + " is listed in the configuration: the next archiver download archives it "
                    + "again. Remove it there if you do not want that.");
        }
    }

    private static String places(List<ForgetPlan> plans) {
        return plans.stream().map(plan -> plan.place().toString()).distinct().collect(Collectors.joining(", "));
    }

    private static String amount(FileTotals amount) {
        return Format.count(amount.files(), "file") + " (" + ByteSize.format(amount.bytes()) + ")";
    }
}

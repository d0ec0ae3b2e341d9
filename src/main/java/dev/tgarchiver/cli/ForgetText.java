package dev.tgarchiver.cli;

import dev.tgarchiver.archive.maintenance.Forgetting;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.Format;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.FileTotals;
import dev.tgarchiver.tracker.Stats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Says what forgetting channels means, before and after it. */
record ForgetText(Console console, Configuration configuration, Stats before, boolean deleteFiles) {

    /** The question before anything is done. */
    String question(List<ChannelRow> rows) {
        String what = rows.stream().map(this::contents).collect(Collectors.joining("; "));
        String whose = rows.size() == 1 ? "Its" : "Their";
        String files = deleteFiles
                ? whose + " files are deleted from " + configuration.download().outputDir()
                        + ", except those that other channels hold."
                : whose + " files stay in " + places(rows) + ".";
        return "Forget " + what + "? " + files + " [y/N] ";
    }

    private String contents(ChannelRow row) {
        Stats.Totals totals = before.channels().stream()
                .filter(channel -> channel.channel().chatId() == row.chatId())
                .map(Stats.OfChannel::total)
                .findFirst()
                .orElse(Stats.Totals.NONE);
        return row.channel().label() + " (" + Format.count(totals.posts(), "post") + ", "
                + Format.count(totals.done().files(), "file") + ", "
                + ByteSize.format(totals.done().bytes()) + ")";
    }

    void print(Forgetting.Report report) {
        String name = report.channel().channel().label();
        console.print(
                "Forgot " + name + ": " + Format.count(report.posts(), "post") + ", " + amount(report.stored()) + ".");
        if (deleteFiles) {
            console.print("Deleted " + amount(report.deleted()) + " from the disk.");
        } else if (report.stored().files() > 0) {
            console.print(
                    "Its files stay in " + place(report.channel()) + "; archiver cleanup leaves them alone there.");
        }
        if (report.shared() > 0) {
            console.print(Format.count(report.shared(), "file") + (report.shared() == 1 ? " stays" : " stay")
                    + " in the archive, since other channels hold " + (report.shared() == 1 ? "it." : "them."));
        }
        if (configuration.channels().stream()
                .anyMatch(ref -> ref.names(report.channel().channel()))) {
            console.print(name + " is listed in the configuration: the next archiver download archives it "
                    + "again. Remove it there if you do not want that.");
        }
    }

    private String places(List<ChannelRow> rows) {
        return rows.stream().map(this::place).map(Path::toString).distinct().collect(Collectors.joining(", "));
    }

    /** The channel's own folder, if path_template has one for each. */
    private Path place(ChannelRow row) {
        Path root = configuration.download().outputDir();
        Path own = root.resolve(row.directory());
        return Files.isDirectory(own) ? own : root;
    }

    private static String amount(FileTotals amount) {
        return Format.count(amount.files(), "file") + " (" + ByteSize.format(amount.bytes()) + ")";
    }
}

package dev.tgarchiver.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.app.maintenance.VerifyResult;
import dev.tgarchiver.app.maintenance.VerifyWatcher;
import dev.tgarchiver.app.run.RepairResult;
import dev.tgarchiver.app.run.RunWatcher;
import dev.tgarchiver.archive.maintenance.Verification;
import dev.tgarchiver.archive.maintenance.Verification.Fault;
import dev.tgarchiver.archive.maintenance.Verification.Finding;
import dev.tgarchiver.console.progress.ProgressView;
import dev.tgarchiver.console.progress.TaskBar;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.model.FileState;
import dev.tgarchiver.progress.Meter;
import dev.tgarchiver.progress.ProgressSnapshot;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.file.KnownFile;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reports what a verification found: a line for each file at once, and the sum at the end; or one JSON object. */
public final class VerifyReport implements VerifyWatcher {

    private final Console console;
    private final boolean json;
    private final boolean quiet;
    private final Commands commands;
    private final Function<Supplier<ProgressSnapshot>, ProgressView> repairView;

    /** {@code repairView} opens the display of a repair. */
    public VerifyReport(
            Console console,
            boolean json,
            boolean quiet,
            Commands commands,
            Function<Supplier<ProgressSnapshot>, ProgressView> repairView) {
        this.console = console;
        this.json = json;
        this.quiet = quiet;
        this.commands = commands;
        this.repairView = repairView;
    }

    @Override
    public Meter start(Verification verification) throws TrackerFailure {
        return quiet
                ? Meter.NONE
                : new TaskBar(console, "Verifying", verification.amount().bytes());
    }

    @Override
    public RunWatcher repairing(Supplier<ProgressSnapshot> state) {
        return new RunDisplay(repairView.apply(state));
    }

    @Override
    public void found(Finding finding) {
        if (!json) {
            console.print(word(finding.fault()) + ": " + finding.file().stored().path() + " (post "
                    + finding.file().origin().messageId() + "): " + finding.detail() + standing(finding.known()));
        }
    }

    @Override
    public void returned(KnownFile known) {
        if (!json && !quiet) {
            console.print("intact again: " + known.file().stored().path() + " (post "
                    + known.file().origin().messageId() + ")");
        }
    }

    /** Why a repair did not succeed, if one was tried. */
    private static String standing(KnownFile known) {
        return switch (known.state()) {
            case PENDING -> "; its repair is pending";
            case FAILED -> "; its repair failed: " + withoutStop(known.reason());
            case SKIPPED -> "; its repair was skipped: " + withoutStop(known.reason());
            case DONE, REMOVED -> "";
        };
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /** Prints the sum. Waits until it is written. */
    public void end(VerifyResult result) {
        RepairResult repaired = result.repaired();
        repaired.abort().ifPresent(cause -> console.error(String.valueOf(cause.getMessage())));
        if (json) {
            console.print(json(result));
            return;
        }
        FileTotals amount = result.verified();
        List<Finding> findings = result.findings();
        int returned = result.returned();
        if (returned > 0 && !quiet) {
            console.print(
                    count(returned) + (returned == 1 ? " is" : " are") + " intact again and back in the archive.");
        }
        if (findings.isEmpty()) {
            if (!quiet) {
                console.print("All " + count(amount.files()) + " (" + ByteSize.format(amount.bytes()) + ") "
                        + (result.order().quick() ? "have the right size." : "are intact."));
            }
            return;
        }
        Map<Fault, Long> faults =
                new EnumMap<>(findings.stream().collect(Collectors.groupingBy(Finding::fault, Collectors.counting())));
        String sum = faults.entrySet().stream()
                .map(fault -> fault.getValue() + " " + word(fault.getKey()))
                .collect(Collectors.joining(", "));
        console.print(count(amount.files()) + " verified: " + sum + ".");
        if (!result.order().repair()) {
            console.print("To fetch " + (findings.size() == 1 ? "it" : "them") + " again: archiver verify --repair");
            adviseOnLoss(findings.stream().anyMatch(finding -> finding.known().state() == FileState.FAILED));
            return;
        }
        String resume = commands.command("download", List.of());
        int left = findings.size() - repaired.files().size();
        console.print("Repaired " + count(repaired.files().size()) + "." + (left == 0 ? "" : " " + left + " not:"));
        for (Finding finding : findings) {
            if (!repaired.files().contains(finding.file().id())) {
                String why = repaired.reasons().getOrDefault(finding.file().id(), "not yet; continue with: " + resume);
                console.print("  " + finding.file().stored().path() + ": " + why);
            }
        }
        adviseOnLoss(findings.stream()
                .map(finding -> finding.file().id())
                .anyMatch(id ->
                        !repaired.files().contains(id) && repaired.reasons().containsKey(id)));
    }

    private void adviseOnLoss(boolean lost) {
        if (lost) {
            console.print(
                    "For a file that can no longer be fetched: put an intact copy in its place and run archiver verify; "
                            + "or, to accept the loss, remove its remains and run archiver cleanup --keep-history.");
        }
    }

    static ObjectNode json(VerifyResult result) {
        RepairResult repaired = result.repaired();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("files", result.verified().files())
                .put("bytes", result.verified().bytes())
                .put("mode", result.order().quick() ? "quick" : "full")
                .put("wrong", result.findings().size())
                .put("returned", result.returned())
                .put("repaired", repaired.files().size());
        ArrayNode list = object.putArray("findings");
        for (Finding finding : result.findings()) {
            long id = finding.file().id();
            list.addObject()
                    .put("fault", key(finding.fault()))
                    .put("path", finding.file().stored().path().toString())
                    .put("chat_id", finding.file().origin().chatId())
                    .put("message_id", finding.file().origin().messageId())
                    .put("size", finding.file().stored().size())
                    .put("detail", finding.detail())
                    .put("state", finding.known().state().key())
                    .put("repaired", repaired.files().contains(id))
                    .put("reason", repaired.reasons().get(id));
        }
        return object;
    }

    private static String word(Fault fault) {
        return key(fault).replace('_', ' ');
    }

    /** Scripts rely on it. */
    private static String key(Fault fault) {
        return switch (fault) {
            case MISSING -> "missing";
            case WRONG_SIZE -> "wrong_size";
            case DAMAGED -> "damaged";
            case UNREADABLE -> "unreadable";
        };
    }

    private static String count(long files) {
        return files == 1 ? "1 file" : String.format(Locale.ROOT, "%,d files", files);
    }
}

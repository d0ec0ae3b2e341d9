package dev.tgarchiver.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.app.maintenance.AuditResult;
import dev.tgarchiver.app.maintenance.AuditWatcher;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.archive.audit.Audit;
import dev.tgarchiver.archive.audit.Audit.Finding;
import dev.tgarchiver.archive.audit.Audit.Gap;
import dev.tgarchiver.console.Format;
import dev.tgarchiver.console.progress.TaskBar;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.progress.Meter;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.post.IdRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reports what an audit found: a line for each post that was missed, lost or failed, and a sum for each channel; or one
 * JSON object that lists everything.
 */
public final class AuditReport implements AuditWatcher {

    /** Gaps that the user chose, or that are pending, may be many; they are listed only on request. */
    private static final Set<Gap> COUNTED_ONLY = Set.of(Gap.PENDING, Gap.SKIPPED, Gap.REMOVED);

    private static final int RANGES_SHOWN = 3;

    private final Console console;
    private final boolean json;
    private final boolean quiet;
    private final boolean verbose;
    private final Commands commands;
    private final ArrayNode channels = JsonNodeFactory.instance.arrayNode();
    private final List<String> advice = new ArrayList<>();
    private final List<String> notStarted = new ArrayList<>();

    /** The channel that is being audited. */
    private String current = "";

    private ArrayNode findings = JsonNodeFactory.instance.arrayNode();

    private Map<String, Long> causes = new TreeMap<>();

    /** {@code verbose} also lists what the user chose to leave out, or what is pending. */
    public AuditReport(Console console, boolean json, boolean quiet, boolean verbose, Commands commands) {
        this.console = console;
        this.json = json;
        this.quiet = quiet;
        this.verbose = verbose;
        this.commands = commands;
    }

    /** The cost is announced before it is spent. */
    @Override
    public Meter start(ChannelRow row, long ids, long calls, Duration time) {
        findings = JsonNodeFactory.instance.arrayNode();
        causes = new TreeMap<>();
        current = ArchivedChannels.name(row);
        if (quiet || json) {
            return Meter.NONE;
        }
        console.info(row.channel().label() + ": checking " + Format.count(ids, "post id") + ": "
                + Format.count(calls, "request") + ", about " + Format.duration(time) + " at the configured rate.");
        return new TaskBar(console, "Auditing", ids, "posts");
    }

    @Override
    public void found(Finding finding) {
        if (finding.gap() == Gap.SKIPPED) {
            causes.merge(finding.cause(), 1L, Long::sum);
        }
        if (json) {
            findings.add(json(finding));
        } else if (verbose || !COUNTED_ONLY.contains(finding.gap())) {
            console.print(line(current, finding));
        }
    }

    @Override
    public void failed(ChannelRow row, TelegramFailure failure) {
        if (json) {
            channels.add(named(row).put("error", failure.getMessage()));
        } else {
            console.error(ArchivedChannels.name(row) + ": " + failure.getMessage());
        }
    }

    @Override
    public void notStarted(ChannelRow row) {
        notStarted.add(ArchivedChannels.name(row));
    }

    @Override
    public void audited(ChannelRow row, Audit.Result result) {
        String name = ArchivedChannels.name(row);
        if (json) {
            channels.add(json(row, result, findings));
        } else if (!quiet || !result.isComplete()) {
            console.print(name + ": " + sentence(result));
        }
        Map<Gap, Long> gaps = result.gaps();
        if (gaps.containsKey(Gap.FAILED)) {
            advice.add("Try the failed files again with: " + commands.command("retry", List.of(name)) + " && "
                    + commands.command("download", List.of(name)));
        } else if (gaps.keySet().stream().anyMatch(Gap::isWrong)) {
            advice.add("Fetch what is pending with: " + commands.command("download", List.of(name)));
        }
        if (result.notWalked() > result.outOfBounds()) {
            advice.add("Walk the rest with: " + commands.command("download", List.of(name)));
        }
        if (!result.isWhole()) {
            advice.add("Continue with: "
                    + commands.command(
                            "verify", List.of("--audit", "--from-id", Long.toString(result.to() + 1), name)));
        }
    }

    /** Prints the rest. Waits until it is written. */
    public void end(AuditResult result) {
        if (json) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            object.put("complete", result.isComplete() && !result.isInterrupted())
                    .put("interrupted", result.isInterrupted());
            object.set("channels", channels);
            console.print(object);
        } else {
            advice.forEach(console::print);
            if (!notStarted.isEmpty()) {
                console.print("Not audited yet: archiver verify --audit " + String.join(" ", notStarted));
            }
        }
    }

    private static String line(String channel, Finding finding) {
        String name = finding.name().isEmpty() ? "" : " " + finding.name();
        String size = finding.size() > 0 ? " (" + ByteSize.format(finding.size()) + ")" : "";
        return word(finding.gap()) + ": post " + finding.messageId() + " of " + channel + ", " + finding.type() + name
                + size + ": " + finding.why();
    }

    /** The whole result of a channel, such as {@code ids 1 to 90: Telegram has 80 posts; …}. */
    private String sentence(Audit.Result result) {
        List<String> parts = new ArrayList<>();
        for (Gap gap : Gap.values()) {
            long count = result.gaps().getOrDefault(gap, 0L);
            if (count > 0) {
                parts.add(Format.count(count) + " " + word(gap) + (gap == Gap.SKIPPED ? " " + causes() : ""));
            }
        }
        String gap = parts.isEmpty() ? "nothing missing" : "missing: " + String.join(", ", parts);
        String deletedAtTelegram = result.deletedAtTelegram() == 0
                ? ""
                : " The archive keeps " + Format.count(result.deletedAtTelegram(), "post")
                        + " that Telegram no longer has.";
        String edited = result.edited() == 0
                ? ""
                : " " + Format.count(result.edited(), "post")
                        + (result.edited() == 1
                                ? " was edited; its new version is recorded."
                                : " were edited; their new versions are recorded.");
        String range = result.to() < result.from()
                ? "no ids"
                : "ids " + Format.count(result.from()) + " to " + Format.count(result.to());
        String of = result.isWhole() ? "" : " of " + Format.count(result.newest());
        return range + of + ": Telegram has " + Format.count(result.posts(), "post") + "; "
                + Format.count(result.files(), "file") + " archived, " + gap + "." + notWalked(result)
                + edited
                + deletedAtTelegram;
    }

    /** Posts outside a bounded walk are not missing, but not known either. */
    private static String notWalked(Audit.Result result) {
        if (result.notWalked() == 0) {
            return "";
        }
        String bounds = result.outOfBounds() == 0
                ? ""
                : ", "
                        + (result.outOfBounds() == result.notWalked()
                                ? ""
                                : Format.count(result.outOfBounds()) + " of them ")
                        + "outside the configuration's bounds";
        return " Not walked: " + Format.count(result.notWalked(), "post") + " (" + ids(result.notWalkedIds()) + ")"
                + bounds + ".";
    }

    private static String ids(List<IdRange> gaps) {
        String ids = gaps.stream()
                .limit(RANGES_SHOWN)
                .map(gap -> gap.first() == gap.last()
                        ? Format.count(gap.first())
                        : Format.count(gap.first()) + " to " + Format.count(gap.last()))
                .collect(Collectors.joining(", "));
        int more = gaps.size() - RANGES_SHOWN;
        return "ids " + ids + (more > 0 ? " and " + more + " more ranges" : "");
    }

    private String causes() {
        List<String> all = new ArrayList<>();
        causes.forEach((cause, count) -> all.add(cause + " " + Format.count(count)));
        return "(" + String.join(", ", all) + ")";
    }

    static ObjectNode json(ChannelRow row, Audit.Result result, ArrayNode findings) {
        ObjectNode object = named(row);
        object.put("from", result.from())
                .put("to", result.to())
                .put("newest", result.newest())
                .put("complete", result.isComplete())
                .put("posts", result.posts())
                .put("files", result.files())
                .put("edited", result.edited())
                .put("deleted_at_telegram", result.deletedAtTelegram())
                .put("not_walked", result.notWalked())
                .put("out_of_bounds", result.outOfBounds());
        ArrayNode ranges = object.putArray("not_walked_ids");
        result.notWalkedIds()
                .forEach(range -> ranges.addObject().put("first", range.first()).put("last", range.last()));
        ObjectNode gaps = object.putObject("gaps");
        for (Gap gap : Gap.values()) {
            gaps.put(word(gap), result.gaps().getOrDefault(gap, 0L));
        }
        object.set("findings", findings);
        return object;
    }

    private static ObjectNode named(ChannelRow row) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("chat_id", row.chatId())
                .put("label", row.channel().label());
    }

    static ObjectNode json(Finding finding) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("gap", word(finding.gap()))
                .put("message_id", finding.messageId())
                .put("type", finding.type())
                .put("name", finding.name())
                .put("bytes", finding.size())
                .put("cause", finding.cause())
                .put("why", finding.why());
    }

    /** Printed, and in JSON, where scripts rely on it. */
    private static String word(Gap gap) {
        return switch (gap) {
            case MISSED -> "missed";
            case EDITED -> "edited";
            case DELETED -> "deleted";
            case FAILED -> "failed";
            case PENDING -> "pending";
            case SKIPPED -> "skipped";
            case REMOVED -> "removed";
        };
    }
}

package dev.tgarchiver.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that was measured: the table, the targets and whether they are met, {@code bench.json} and the last line. */
final class Report {

    private static final String FORMAT = "%-9s %-18s %-22s %-30s %-10s %s%n";

    /** A line of the table. */
    record Line(String row, String condition, String subject, Figures figures, String unit, String remark) {}

    /** What is to be reached, by the median; a target that could not be measured has no figures. */
    record Target(String text, @Nullable Figures figures, boolean atLeast, double wanted) {

        boolean isMet() {
            return figures != null && (atLeast ? figures.median() >= wanted : figures.median() <= wanted);
        }

        @Override
        public String toString() {
            return figures == null
                    ? text + ": not measured"
                    : text + (atLeast ? " >= " : " <= ") + Figures.number(wanted) + ": " + figures;
        }
    }

    private final PrintStream out;
    private final List<Line> lines = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, String> settings = new LinkedHashMap<>();

    Report(PrintStream out) {
        this.out = out;
    }

    /** The machine, a version, a contender's settings: said at the start of the table. */
    void setting(String name, String value) {
        if (settings.put(name, value) == null) {
            out.println("# " + name + ": " + value);
        }
    }

    /** What is not kept, but shows that the bench is at work. */
    void progress(String text) {
        out.println("# " + text);
    }

    /** What could not be measured, and why. */
    void note(String note) {
        notes.add(note);
        out.println("# " + note);
    }

    void line(String row, String condition, String subject, Figures figures, String unit) {
        line(row, condition, subject, figures, unit, "");
    }

    /** Adds a line to the table; it is also told at once, since a whole run takes long. */
    void line(String row, String condition, String subject, Figures figures, String unit, String remark) {
        Line line = new Line(row, condition, subject, figures, unit, remark);
        lines.add(line);
        print(line);
    }

    void atLeast(String text, Figures figures, double wanted) {
        targets.add(new Target(text, figures, true, wanted));
    }

    void atMost(String text, Figures figures, double wanted) {
        targets.add(new Target(text, figures, false, wanted));
    }

    /** A target that this run cannot judge. */
    void unmeasured(String text, double wanted) {
        targets.add(new Target(text, null, true, wanted));
    }

    /** Prints the table, what is not met and the last line, and writes the JSON; returns whether all is met. */
    boolean finish(Path json) throws IOException {
        out.println();
        settings.forEach((name, value) -> out.println(name + ": " + value));
        out.println();
        out.printf(Locale.ROOT, FORMAT, "row", "network", "what", "median (lowest to highest)", "unit", "");
        lines.forEach(this::print);
        out.println();
        notes.forEach(out::println);
        List<Target> missed = targets.stream().filter(target -> !target.isMet()).toList();
        if (!missed.isEmpty()) {
            out.println("Not met:");
            missed.forEach(target -> out.println("  " + target));
        }
        Files.createDirectories(json.toAbsolutePath().getParent());
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), asJson());
        out.println("bench: " + (targets.size() - missed.size()) + " of " + targets.size() + " targets met");
        return missed.isEmpty();
    }

    private void print(Line line) {
        out.printf(
                Locale.ROOT,
                FORMAT,
                line.row,
                line.condition,
                line.subject,
                line.figures.toString(),
                line.unit,
                line.remark);
    }

    private Map<String, Object> asJson() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("settings", settings);
        all.put("notes", notes);
        all.put("measured", lines.stream().map(Report::asJson).toList());
        all.put("targets", targets.stream().map(Report::asJson).toList());
        return all;
    }

    private static Map<String, Object> asJson(Line line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("row", line.row);
        fields.put("condition", line.condition);
        fields.put("subject", line.subject);
        fields.put("unit", line.unit);
        fields.put("median", line.figures.median());
        fields.put("samples", line.figures.samples());
        fields.put("remark", line.remark);
        return fields;
    }

    private static Map<String, Object> asJson(Target target) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("target", target.text);
        fields.put(target.atLeast ? "at_least" : "at_most", target.wanted);
        fields.put("median", target.figures == null ? null : target.figures.median());
        fields.put("met", target.isMet());
        return fields;
    }
}

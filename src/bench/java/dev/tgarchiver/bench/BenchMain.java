package dev.tgarchiver.bench;

import dev.tgarchiver.program.Distribution;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Measures everything that has a target, in one go, and says which targets are met. */
public final class BenchMain {

    private static final int USAGE_ERROR = 2;

    private BenchMain() {}

    /**
     * Arguments: a folder to work in, one for the results, the distribution, mtcute's folder, Telethon's, and as {@link
     * Plan#USAGE}.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> given = Arrays.asList(arguments);
        Workshop workshop = new Workshop(
                Path.of(given.get(0)),
                Path.of(given.get(1)),
                new Distribution(Path.of(given.get(2))),
                Path.of(given.get(3)),
                Path.of(given.get(4)));
        try {
            run(workshop, Plan.parse(given.subList(5, given.size())), System.out);
        } catch (Plan.BadUsage e) {
            System.err.println("bench: " + e.getMessage());
            System.err.print(Plan.USAGE);
            System.exit(USAGE_ERROR);
        }
    }

    /** Measures the rows of a plan, one after the other; a row that fails is noted, and the others go on. */
    static void run(Workshop workshop, Plan plan, PrintStream out) throws IOException, InterruptedException {
        Report report = new Report(out);
        machine(report, plan);
        for (Plan.Row row : plan.rows()) {
            try {
                measure(row, workshop, plan, report);
            } catch (IOException | RuntimeException | AssertionError e) {
                report.note(row.name() + " could not be measured: " + e);
                report.unmeasured(row.name(), 0);
            }
        }
        report.finish(workshop.results().resolve("bench.json"));
    }

    private static void measure(Plan.Row row, Workshop workshop, Plan plan, Report report)
            throws IOException, InterruptedException {
        switch (row.name()) {
            case "link" -> new LinkRow(plan, row, report).run();
            case "songs" -> new DownloadRow(workshop, plan, row, report, FileSet.SONGS).run();
            case "small" -> new DownloadRow(workshop, plan, row, report, FileSet.SMALL).run();
            case "large" -> new DownloadRow(workshop, plan, row, report, FileSet.LARGE).run();
            case "mixed" -> new DownloadRow(workshop, plan, row, report, FileSet.MIXED).run();
            case "split" -> new SplitRow(workshop, row, report).run();
            case "walk" -> new WalkRow(workshop, row, report).run();
            case "nothing" -> new NothingNewRow(workshop, row, report).run();
            case "commands" -> new CommandsRow(workshop, row, report).run();
            case "growth" -> new GrowthRow(workshop, row, report).run();
            default -> throw new IllegalArgumentException(row.name());
        }
    }

    private static void machine(Report report, Plan plan) throws IOException {
        Runtime runtime = Runtime.getRuntime();
        report.setting(
                "machine",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch") + ", " + runtime.availableProcessors() + " processors"
                        + processor());
        report.setting("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        report.setting("load at the start", load());
        report.setting(
                "plan",
                plan.rows().stream().map(Plan.Row::toString).collect(Collectors.joining(" ")) + " (row:scale:rounds)");
        report.setting("server", "on the same machine, which client and server share");
    }

    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (Files.notExists(file)) {
            return "";
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> " (" + line.replaceFirst(".*: *", "") + ")")
                .orElse("");
    }

    private static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        return Files.exists(file) ? Files.readString(file).strip() : "not known here";
    }
}

package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.ThroughputMain;
import dev.tgarchiver.localtelegram.world.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One set of files, downloaded by everyone in turn, over one network after the other. */
final class DownloadRow {

    private static final int BARE_CONNECTIONS = 8;
    private static final int BARE_PART = 1 << 17;
    private static final int BARE_SECONDS = 3;
    private static final String BARE = "bare reader";

    private final Workshop workshop;
    private final Plan plan;
    private final Plan.Row row;
    private final Report report;
    private final FileSet set;
    private final String name;

    DownloadRow(Workshop workshop, Plan plan, Plan.Row row, Report report, FileSet set) {
        this.workshop = workshop;
        this.plan = plan;
        this.row = row;
        this.report = report;
        this.set = set;
        this.name = set.name().toLowerCase(Locale.ROOT);
    }

    void run() throws IOException, InterruptedException {
        try (TelegramServer telegram = Workshop.server();
                Trial login = workshop.trial(telegram)) {
            Channel channel = set.channel(telegram, row.scale());
            List<Contender> contenders = contenders(telegram, login, channel);
            for (Contender contender : contenders) {
                report.setting(contender.name(), contender.settings());
            }
            report.setting(
                    name,
                    String.format(
                            Locale.ROOT, "%d files, %.0f MB", set.count(row.scale()), set.bytes(row.scale()) / 1e6));
            for (Network network : plan.networks()) {
                network.applyTo(telegram);
                measure(telegram, network, channel, contenders);
            }
        }
    }

    private List<Contender> contenders(TelegramServer telegram, Trial login, Channel channel)
            throws IOException, InterruptedException {
        login.archiver().login();
        var library = workshop.library();
        var session = RawTdlib.login(login.archiver().folder().resolve("raw-session"), library, telegram);
        List<Contender> all = new ArrayList<>();
        for (int workers : workers()) {
            all.add(new Archiver(workshop.folder(), workshop.distribution(), telegram, login, workers));
            all.add(new RawTdlib(workshop.folder(), library, telegram, session, workers));
        }
        if (plan.peers()) {
            try {
                all.add(Mtcute.login(login.archiver().folder(), workshop.mtcute(), telegram, channel));
            } catch (IOException e) {
                report.note("mtcute could not be measured: " + e.getMessage());
            }
            try {
                all.add(Telethon.login(login.archiver().folder(), workshop.telethon(), telegram, channel));
            } catch (IOException e) {
                report.note("Telethon could not be measured: " + e.getMessage());
            }
        }
        return all;
    }

    /** What the number of workers makes of it is shown with songs. */
    private List<Integer> workers() {
        return set == FileSet.SONGS ? plan.workers() : List.of(Collections.max(plan.workers()));
    }

    private void measure(TelegramServer telegram, Network network, Channel channel, List<Contender> contenders)
            throws IOException, InterruptedException {
        long bytes = set.bytes(row.scale());
        Map<String, double[]> rates = new LinkedHashMap<>();
        Map<String, Long> memory = new HashMap<>();
        Set<String> failed = new HashSet<>();
        for (int round = 0; round < row.rounds(); round++) {
            rates.computeIfAbsent(BARE, key -> new double[row.rounds()])[round] =
                    ThroughputMain.measure(telegram, BARE_CONNECTIONS, BARE_PART, BARE_SECONDS) / 1e6;
            for (Contender contender : contenders) {
                telegram.calls().clear();
                if (failed.contains(contender.name())) {
                    continue;
                }
                try {
                    Duration took = contender.download(channel, bytes);
                    double rate = bytes / 1e3 / took.toMillis();
                    rates.computeIfAbsent(contender.name(), key -> new double[row.rounds()])[round] = rate;
                    report.progress(name + ", " + network + ", round " + (round + 1) + ": " + contender.name() + " "
                            + Figures.number(rate) + " MB/s");
                } catch (IOException | IllegalStateException e) {
                    report.note(name + ", " + network + ": " + contender.name() + " failed: " + e.getMessage());
                    report.unmeasured(name + ", " + network + ": " + contender.name(), 1);
                    failed.add(contender.name());
                    rates.remove(contender.name());
                }
                memory.merge(contender.name(), contender.peakMemory(), Math::max);
            }
        }
        Map<String, Figures> figures = new LinkedHashMap<>();
        rates.forEach((subject, samples) -> figures.put(subject, new Figures(samples)));
        print(network, figures, memory);
        targets(network, figures, memory);
    }

    private void print(Network network, Map<String, Figures> figures, Map<String, Long> memory) {
        double filesPerMegabyte = set.count(row.scale()) / (set.bytes(row.scale()) / 1e6);
        figures.forEach((subject, rate) -> {
            StringBuilder remark = new StringBuilder();
            if (!subject.equals(BARE)) {
                remark.append(Figures.number(rate.median() * filesPerMegabyte * 60))
                        .append(" files/min");
            }
            Figures raw = figures.get(subject.replace("archiver", "raw TDLib"));
            if (raw != null && raw != rate) {
                remark.append(", ").append(rate.over(raw)).append(" x raw TDLib");
            }
            Figures one = figures.get(subject.replaceFirst("\\d+$", "1"));
            if (one != null && one != rate) {
                remark.append(", ").append(rate.over(one)).append(" x 1");
            }
            long peak = memory.getOrDefault(subject, 0L);
            if (peak > 0) {
                remark.append(", peak ").append(peak / 1_000_000).append(" MB");
            }
            report.line(name, network.toString(), subject, rate, "MB/s", remark.toString());
        });
    }

    private void targets(Network network, Map<String, Figures> figures, Map<String, Long> memory) {
        String at = name + ", " + network + ": ";
        for (int workers : workers()) {
            Figures own = figures.get("archiver " + workers);
            Figures raw = figures.get("raw TDLib " + workers);
            if (own != null && raw != null) {
                report.atLeast(at + workers + " workers / raw TDLib", own.over(raw), set == FileSet.SMALL ? 0.8 : 0.95);
            }
        }
        Figures five = figures.get("archiver 5");
        for (String peer : List.of("mtcute", "Telethon")) {
            Figures theirs = figures.get(peer);
            if (five != null && theirs != null) {
                report.atLeast(at + "5 workers / " + peer, five.over(theirs), 1);
            }
        }
        if (set == FileSet.SONGS && network.roundTripMillis() == 50) {
            songs(at, network, figures);
        }
        if (set == FileSet.SONGS) {
            memory(at, memory.get("archiver 1"), 1, 200);
            memory(at, memory.get("archiver 5"), 5, 400);
        }
    }

    private void songs(String at, Network network, Map<String, Figures> figures) {
        Figures one = figures.get("archiver 1");
        Figures three = figures.get("archiver 3");
        Figures five = figures.get("archiver 5");
        if (network.isLimited()) {
            if (five != null) {
                report.atLeast(at + "5 workers / link", five.times(1e6 / network.bytesPerSecond()), 0.9);
            }
        } else if (one != null) {
            if (three != null) {
                report.atLeast(at + "3 workers / 1 worker", three.over(one), 2.8);
            }
            if (five != null) {
                report.atLeast(at + "5 workers / 1 worker", five.over(one), 4.5);
            }
        }
    }

    private void memory(String at, @Nullable Long peak, int lanes, int megabytes) {
        if (peak != null && peak > 0) {
            report.atMost(at + "peak memory with " + lanes + " lanes, MB", new Figures(peak / 1e6), megabytes);
        }
    }
}

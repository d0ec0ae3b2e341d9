package dev.tgarchiver.torture;

import dev.tgarchiver.localtelegram.LocalTelegram;
import dev.tgarchiver.storage.naming.TemporaryName;
import dev.tgarchiver.torture.KillReport.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Downloads a channel and kills the program with SIGKILL, again and again until the archive is complete; then begins
 * another one, until there were enough rounds. After every kill it is checked that the tracker is sound and every file
 * that it calls done is there; at the end of every archive, that nothing is missing, twice, wrong or left over.
 */
final class KillTorture {

    /** Longer than the program takes to start and to do something of everything. */
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(10);

    private static final int LONGEST_RANDOM_MILLIS = 3_500;
    private static final int LONGEST_DELAY_MILLIS = 20;
    private static final Duration HELD_BACK = Duration.ofMillis(150);

    private static final int LATE_AT_ONCE = 3;

    /** A page of one post only tells that there is nothing else. */
    private static final int SMALLEST_PAGE = 2;

    /** What is to be done. */
    record Order(int rounds, int files, int workers, long seed) {}

    private final Order order;
    private final Path folder;
    private final Path distribution;
    private final LocalTelegram telegram;
    private final KillReport report;
    private final Random random;
    private final Deque<Aim> aims = new ArrayDeque<>(List.of(Aim.values()));
    private Inspection before = Inspection.ofNothing();

    KillTorture(Order order, Path folder, Path distribution, LocalTelegram telegram, KillReport report) {
        this.order = order;
        this.folder = folder;
        this.distribution = distribution;
        this.telegram = telegram;
        this.report = report;
        random = new Random(order.seed());
    }

    /** Does all rounds, and brings the last archive to its end. */
    void run() throws IOException, InterruptedException {
        telegram.world().user(TorturedArchive.PHONE).code(TorturedArchive.CODE);
        for (int number = 1; report.rounds() < order.rounds(); number++) {
            TargetChannel target = TargetChannel.in(telegram, "number_" + number, order.seed() + number, order.files());
            TorturedArchive archive = new TorturedArchive(
                    Files.createDirectories(folder.resolve("archive-" + number)), distribution, telegram);
            archive.login();
            before = Inspection.ofNothing();
            torture(archive, target);
            if (report.lost() + report.wrong() == 0) {
                archive.delete();
            }
        }
    }

    private void torture(TorturedArchive archive, TargetChannel target) throws IOException, InterruptedException {
        boolean complete = false;
        while (!complete) {
            boolean enough = report.rounds() >= order.rounds();
            // Some come at once, so that there is something to be killed in.
            boolean walked = before.walked().isComplete();
            if (walked && (aims.element() == Aim.PAGE_ASKED_FOR || before.done().size() == target.count())) {
                for (int i = 0; i < LATE_AT_ONCE; i++) {
                    target.postAnother();
                }
            }
            while (enough && target.postAnother()) {
                // What is left to come has to come before the last run.
            }
            boolean killed = round(archive, target, enough);
            complete = !killed && !target.postAnother();
        }
        inspectTheWhole(archive, target);
    }

    /** One start of the program. Returns whether it was killed. */
    private boolean round(TorturedArchive archive, TargetChannel target, boolean unharmed)
            throws IOException, InterruptedException {
        Aim aim = aims.remove();
        aims.add(aim);
        Trigger trigger = new Trigger(
                aim.event(),
                1 + random.nextInt(aim.most(target.count() - before.done().size())));
        ServerWatch server = ServerWatch.begin(telegram, target, trigger::happened);
        Process process;
        try (FolderWatch folders = new FolderWatch(archive.downloads(), archive.trackerLog(), trigger::happened)) {
            folders.begin();
            process = archive.start(
                    "download", "@" + target.channel().username(), "--workers", Integer.toString(order.workers()));
            CompletableFuture<Process> ended = process.onExit().whenComplete((done, failure) -> trigger.end());
            if (!unharmed) {
                kill(archive, process, aim, trigger);
            }
            ended.join();
        }
        Inspection now = Inspection.of(archive, target);
        boolean killed = process.exitValue() == 128 + 9;
        if (killed) {
            report.killed(phases(server, target, now));
        } else if (!unharmed) {
            report.ended();
        }
        if (!killed && process.exitValue() != 0) {
            report.wrong("the program ended with " + process.exitValue() + ":\n" + archive.output());
        }
        compare(server, now);
        before = now;
        if (!unharmed && report.rounds() % 10 == 0) {
            report.progress();
        }
        return killed;
    }

    private void kill(TorturedArchive archive, Process process, Aim aim, Trigger trigger) throws InterruptedException {
        if (aim == Aim.ANY_TIME) {
            boolean unused = process.waitFor(random.nextInt(LONGEST_RANDOM_MILLIS), TimeUnit.MILLISECONDS);
        } else {
            trigger.await(LONGEST_ROUND);
        }
        if (aim == Aim.ROW_HELD_BACK && process.isAlive()) {
            try (Connection tracker = DriverManager.getConnection("jdbc:sqlite:" + archive.tracker());
                    Statement statement = tracker.createStatement()) {
                statement.execute("PRAGMA busy_timeout = 1000");
                statement.execute("BEGIN IMMEDIATE");
                boolean unused = process.waitFor(HELD_BACK.toMillis(), TimeUnit.MILLISECONDS);
                process.destroyForcibly().waitFor();
                statement.execute("ROLLBACK");
            } catch (SQLException e) {
                // The tracker was too busy for us: then the kill comes without that.
            }
        } else if (aim != Aim.ANY_TIME && random.nextBoolean()) {
            boolean unused = process.waitFor(random.nextInt(LONGEST_DELAY_MILLIS), TimeUnit.MILLISECONDS);
        }
        process.destroyForcibly();
    }

    private Set<Phase> phases(ServerWatch server, TargetChannel target, Inspection now) {
        Set<Phase> phases = EnumSet.noneOf(Phase.class);
        boolean walked = now.walked().isComplete()
                && now.recorded().size() == target.posts().size();
        if (!server.pages().isEmpty() && !walked) {
            phases.add(Phase.WALKING);
        }
        Set<String> publishing = new HashSet<>(now.temporaries());
        publishing.removeAll(before.temporaries());
        if (!publishing.isEmpty()) {
            phases.add(Phase.PUBLISHING);
        }
        Set<String> committing = new HashSet<>(now.unrecorded());
        committing.removeAll(before.unrecorded());
        if (!committing.isEmpty()) {
            phases.add(Phase.COMMITTING);
        }
        Set<Integer> begun = new HashSet<>(server.files());
        begun.removeAll(now.done().keySet());
        if (begun.size() > publishing.size() + committing.size()) {
            phases.add(Phase.DOWNLOADING);
        }
        return phases;
    }

    /** What must hold after every round. */
    private void compare(ServerWatch server, Inspection now) {
        for (String problem : now.problems()) {
            if (problem.endsWith("is not there")) {
                report.lost(problem);
            } else {
                report.wrong(problem);
            }
        }
        Set<Integer> forgotten = new HashSet<>(before.done().keySet());
        forgotten.removeAll(now.done().keySet());
        forgotten.forEach(post -> report.lost("post " + post + " was done, and is not any more"));
        Set<Integer> unknown = new HashSet<>(before.recorded());
        unknown.removeAll(now.recorded());
        unknown.forEach(post -> report.lost("post " + post + " was recorded, and is not any more"));
        for (List<Integer> page : server.pages()) {
            if (page.size() >= SMALLEST_PAGE && before.recorded().containsAll(page)) {
                report.wrong("the page from post " + page.get(0) + " to " + page.get(page.size() - 1)
                        + " was walked again, though it was recorded");
            }
        }
    }

    /** What must hold when the program says that all is done. */
    private void inspectTheWhole(TorturedArchive archive, TargetChannel target) throws IOException {
        for (int id : target.channel().history().ids()) {
            if (!before.recorded().contains(id)) {
                report.lost("post " + id + " is not in the tracker");
            }
        }
        Map<Integer, String> expected = new HashMap<>(target.hashes());
        long count = expected.size();
        expected.keySet().stream()
                .filter(post -> !before.done().containsKey(post))
                .forEach(post -> report.lost("the file of post " + post + " is not done"));
        for (Path file : Inspection.files(archive.downloads())) {
            String name = file.getFileName().toString();
            if (TemporaryName.is(file)) {
                report.wrong("a temporary file is left: " + file);
                continue;
            }
            String hash = expected.remove(Integer.valueOf(name.replaceFirst("_.*", "")));
            if (hash == null) {
                report.wrong("there twice, or never posted: " + file);
            } else if (!hash.equals(Inspection.sha256(file))) {
                report.wrong("wrong bytes in " + file);
            }
        }
        expected.keySet().forEach(post -> report.lost("there is no file of post " + post));
        if (Files.exists(archive.data().resolve("lanes"))) {
            report.wrong("a copy of the session is left in " + archive.data().resolve("lanes"));
        }
        for (Path file : Inspection.files(archive.data().resolve("cache"))) {
            report.wrong("TDLib's cache still holds " + file);
        }
        report.complete(count);
    }
}

package dev.tgarchiver.torture;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.program.Distribution;
import dev.tgarchiver.program.Folders;
import dev.tgarchiver.program.Installation;
import dev.tgarchiver.program.ProgramRun;
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
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Downloads a channel and kills the program with SIGKILL, again and again until the archive is complete; then begins
 * another one, until there were enough rounds. After every kill it is checked that the tracker is sound and every file
 * that it calls done is there; at the end of every archive, that nothing is missing, twice, wrong or left over.
 */
final class KillTorture {

    static final String RATE = "{requests_per_second: 30, burst_size: 1000}";

    /** Longer than the program takes to start and to do something of everything. */
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(10);

    private static final int LONGEST_RANDOM_MILLIS = 3_500;
    private static final int LONGEST_DELAY_MILLIS = 20;
    private static final Duration HELD_BACK = Duration.ofMillis(150);

    private static final int LATE_AT_ONCE = 3;

    /** The exit code of a run in which files failed: those of posts that are deleted, or edited to hold another one. */
    private static final int FILES_MISSING = 3;

    /** A page of one post only tells that there is nothing else. */
    private static final int SMALLEST_PAGE = 2;

    private final Order order;
    private final Path folder;
    private final Distribution distribution;
    private final TelegramServer telegram;
    private final KillReport report;
    private final Damage damage;
    private final Random random;
    private final Deque<Aim> aims = new ArrayDeque<>(List.of(Aim.values()));
    private Inspection before = Inspection.ofNothing();

    KillTorture(
            Order order,
            Path folder,
            Distribution distribution,
            TelegramServer telegram,
            KillReport report,
            Damage damage) {
        this.order = order;
        this.folder = folder;
        this.distribution = distribution;
        this.telegram = telegram;
        this.report = report;
        this.damage = damage;
        random = new Random(order.seed());
    }

    /** Does all rounds, and brings the last archive to its end. */
    void run() throws IOException, InterruptedException {
        telegram.world().user(Installation.PHONE).code(Installation.CODE);
        Cast cast = Cast.in(telegram);
        for (int number = 1; report.rounds() < order.rounds(); number++) {
            TargetChannel target =
                    TargetChannel.in(telegram, cast, "number_" + number, order.seed() + number, order.files());
            Installation archive = Installation.of(distribution, folder.resolve("archive-" + number), telegram, RATE);
            Files.createDirectories(archive.downloads());
            archive.login();
            before = Inspection.ofNothing();
            torture(archive, target);
            if (damage.isNone()) {
                Folders.delete(archive.folder());
            }
        }
    }

    private void torture(Installation archive, TargetChannel target) throws IOException, InterruptedException {
        boolean complete = false;
        while (!complete) {
            boolean enough = report.rounds() >= order.rounds();
            // Some come at once, so that there is something to be killed in.
            boolean walked = before.walked().isComplete();
            if (walked
                    && (aims.element() == Aim.PAGE_ASKED_FOR
                            || before.done().keySet().containsAll(target.files()))) {
                for (int i = 0; i < LATE_AT_ONCE; i++) {
                    target.postAnother();
                }
            }
            while (enough && target.postAnother()) {
                // What is left to come has to come before the last run.
            }
            boolean killed = round(archive, target, enough);
            if (killed && before.walked().isComplete()) {
                target.change();
            }
            complete = !killed && !target.postAnother();
        }
        inspectTheWhole(archive, target);
    }

    /** One start of the program. Returns whether it was killed. */
    private boolean round(Installation archive, TargetChannel target, boolean unharmed)
            throws IOException, InterruptedException {
        Aim aim = aims.remove();
        aims.add(aim);
        Trigger trigger = new Trigger(aim.event(), 1 + random.nextInt(aim.most(missing(target))));
        ServerWatch server = ServerWatch.begin(telegram, target, trigger::happened);
        ProgramRun run;
        try (FolderWatch folders = new FolderWatch(
                archive.downloads(), archive.tracker().resolveSibling("tracker.db-wal"), trigger::happened)) {
            folders.begin();
            run = archive.start(
                    "download", "@" + target.channel().username(), "--workers", Integer.toString(order.workers()));
            CompletableFuture<Void> ended = run.onEnd(trigger::end);
            if (!unharmed) {
                kill(archive, run, aim, trigger);
            }
            ended.join();
        }
        Inspection now = Inspection.of(archive, target);
        boolean killed = run.exitCode() == 128 + 9;
        if (killed) {
            report.killed(phases(server, target, now));
        } else if (!unharmed) {
            report.ended();
        }
        boolean lacksChanged = run.exitCode() == FILES_MISSING
                && !now.failed().isEmpty()
                && now.failed().stream().allMatch(target::isChanged);
        if (!killed && run.exitCode() != 0 && !lacksChanged) {
            damage.wrong("the program ended with " + run.exitCode() + ":\n" + run);
        }
        compare(server, now);
        before = now;
        if (!unharmed && report.rounds() % 10 == 0) {
            report.progress();
        }
        return killed;
    }

    private void kill(Installation archive, ProgramRun run, Aim aim, Trigger trigger) throws InterruptedException {
        if (aim == Aim.ANY_TIME) {
            boolean unused = run.hasEndedWithin(Duration.ofMillis(random.nextInt(LONGEST_RANDOM_MILLIS)));
        } else {
            trigger.await(LONGEST_ROUND);
        }
        if (aim == Aim.ROW_HELD_BACK && run.isAlive()) {
            try (Connection tracker = DriverManager.getConnection("jdbc:sqlite:" + archive.tracker());
                    Statement statement = tracker.createStatement()) {
                statement.execute("PRAGMA busy_timeout = 1000");
                statement.execute("BEGIN IMMEDIATE");
                boolean unused = run.hasEndedWithin(HELD_BACK);
                run.kill();
                run.await();
                statement.execute("ROLLBACK");
            } catch (SQLException e) {
                // The tracker was too busy for us: then the kill comes without that.
            }
        } else if (aim != Aim.ANY_TIME && random.nextBoolean()) {
            boolean unused = run.hasEndedWithin(Duration.ofMillis(random.nextInt(LONGEST_DELAY_MILLIS)));
        }
        run.kill();
    }

    private Set<Phase> phases(ServerWatch server, TargetChannel target, Inspection now) {
        Set<Phase> phases = EnumSet.noneOf(Phase.class);
        boolean walked = now.walked().isComplete()
                && now.recorded().containsAll(target.channel().history().ids());
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
        Set<PostFile> begun = new HashSet<>(server.files());
        begun.removeAll(now.done().keySet());
        if (begun.size() > publishing.size() + committing.size()) {
            phases.add(Phase.DOWNLOADING);
        }
        return phases;
    }

    /** What must hold after every round. */
    private void compare(ServerWatch server, Inspection now) {
        now.compareWith(before, "", damage);
        for (List<Integer> page : server.pages()) {
            if (page.size() >= SMALLEST_PAGE && before.recorded().containsAll(page)) {
                damage.wrong("the page from post " + page.get(0) + " to " + page.get(page.size() - 1)
                        + " was walked again, though it was recorded");
            }
        }
    }

    /** What must hold when the program says that all is done. */
    private void inspectTheWhole(Installation archive, TargetChannel target) throws IOException {
        posts(target);
        Set<PostFile> there = new HashSet<>();
        Set<PostFile> posted = target.everyFile();
        for (Path path : Inspection.files(archive.downloads())) {
            int post = Integer.parseInt(path.getFileName().toString().replaceFirst("^[.]?([0-9]+)_.*", "$1"));
            if (TemporaryName.is(path)) {
                // What was published when the kill came, of a post that has gone or has another file since, is for a
                // cleanup.
                if (!target.isChanged(post)) {
                    damage.wrong("a temporary file is left: " + path);
                }
                continue;
            }
            PostFile file = new PostFile(post, Folders.sha256(path));
            if (!posted.contains(file)) {
                damage.wrong("wrong bytes in " + path);
            } else if (!there.add(file)) {
                damage.wrong("there twice: " + path);
            }
        }
        for (PostFile file : target.files()) {
            if (!before.done().containsKey(file)) {
                damage.lost(file + " is not done");
            }
            if (!there.contains(file)) {
                damage.lost(file + " is not there");
            }
        }
        if (Files.exists(archive.data().resolve("lanes"))) {
            damage.wrong("a copy of the session is left in " + archive.data().resolve("lanes"));
        }
        for (Path file : Inspection.files(archive.data().resolve("cache"))) {
            damage.wrong("TDLib's cache still holds " + file);
        }
        report.complete(target.count());
    }

    /** Every post says what it says at Telegram, and said before only what it has said there. */
    private void posts(TargetChannel target) {
        for (int id : target.channel().history().ids()) {
            List<String> found = before.texts().getOrDefault(id, List.of());
            List<String> said = target.texts(id);
            if (found.isEmpty()) {
                damage.lost("post " + id + " is not in the tracker");
            } else if (target.isChanged(id) && !last(found).equals(last(said))) {
                damage.lost("post " + id + " says \"" + last(said) + "\", but in the archive \"" + last(found) + '"');
            } else if (target.isChanged(id)
                    && !found.stream().allMatch(text -> text.isEmpty() || said.contains(text))) {
                damage.wrong("post " + id + " has the versions " + found + ", but has only said " + said);
            } else if (found.size() > said.size()) {
                damage.wrong("post " + id + " has the versions " + found + ", and was edited " + (said.size() - 1)
                        + " times");
            }
        }
        for (int id : target.deleted()) {
            if (before.recorded().contains(id) && !before.deleted().contains(id)) {
                damage.lost("post " + id + " is deleted, and not marked");
            }
        }
    }

    private static String last(List<String> texts) {
        return texts.get(texts.size() - 1);
    }

    /** How many files are to come yet. */
    private int missing(TargetChannel target) {
        Set<PostFile> missing = target.files();
        missing.removeAll(before.done().keySet());
        return missing.size();
    }
}

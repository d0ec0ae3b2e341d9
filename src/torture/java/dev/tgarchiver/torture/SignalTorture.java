package dev.tgarchiver.torture;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.program.Distribution;
import dev.tgarchiver.program.Installation;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Sends every command one or two signals at random times from its first instant on, while its output is read or not. It
 * must end in time, with the right exit code, and leave nothing behind and nothing out: the tracker is sound, no file that
 * it called done is gone, no copy of the login lies about, and the account is still logged in.
 */
final class SignalTorture {

    /** Ten seconds' grace for files in flight, and the end. */
    private static final Duration IN_TIME = Duration.ofSeconds(12);

    /** Beyond this, a program that does not end is not waited for. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(45);

    /** For a program that nothing ends before its own end. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(2);

    /** Runs a program with outputs that nobody reads: a pipe that is full. */
    private static final List<String> UNREAD = List.of(
            "sh",
            "-c",
            // Until the program is there, its signals do not count.
            "trap '' INT TERM HUP; rm -f pipe; mkfifo pipe && exec 3<>pipe && head -c 65536 /dev/zero >&3; "
                    + "trap - INT TERM HUP; exec \"$0\" \"$@\" >&3 2>&3");

    private static final int LATEST_FIRST_MILLIS = 3_000;
    private static final int LATEST_SECOND_MILLIS = 1_500;

    private static final int INTERRUPTED = 130;
    private static final int BY_SIGNAL = 128;

    /** Bytes each second, so that a download lasts. */
    private static final long BANDWIDTH = 2_000_000;

    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");
    private static final Set<Integer> NUMBERS = Set.of(1, 2, 15);

    /** One program's fate: how long after its start, or after the signal before, each signal comes. */
    private record Plan(Signalled command, boolean read, List<String> signals, List<Integer> delays) {}

    private final Order order;
    private final TelegramServer telegram;
    private final SignalReport report;
    private final Damage damage;
    private final Random random;
    private final TargetChannel target;
    private final Installation archive;
    private final List<Signalled> commands = new ArrayList<>();
    private Inspection before = Inspection.ofNothing();
    private boolean loggedIn = true;

    SignalTorture(
            Order order,
            Path folder,
            Distribution distribution,
            TelegramServer telegram,
            SignalReport report,
            Damage damage)
            throws IOException {
        this.order = order;
        this.telegram = telegram;
        this.report = report;
        this.damage = damage;
        random = new Random(order.seed());
        User user = telegram.world().user(Installation.PHONE).code(Installation.CODE);
        target = TargetChannel.in(telegram, Cast.in(telegram), "signals", order.seed(), order.files());
        // So that it is found by its number after each new login: names can be resolved a few times only.
        target.channel().joinedBy(user);
        archive = Installation.of(distribution, folder.resolve("archive"), telegram, KillTorture.RATE);
        Files.createDirectories(archive.downloads());
    }

    /** Does all rounds, and brings the archive to its end. */
    void run() throws IOException, InterruptedException {
        archive.login();
        // So that there is something to verify, to repair and to tell of.
        telegram.conditions().bandwidth(0);
        expect(0, archive.start("download", channel(), "--max-files", "5"), "the first download");
        telegram.conditions().bandwidth(BANDWIDTH);
        before = Inspection.of(archive, target);
        while (report.rounds() < order.rounds()) {
            round(next());
            if (report.rounds() % 10 == 0) {
                report.print();
            }
        }
        telegram.conditions().bandwidth(0);
        if (!loggedIn) {
            archive.login();
        }
        while (target.postAnother()) {
            // Everything is to come before the last run.
        }
        expect(0, archive.start("download", channel()), "the last download");
        inspect("the last download");
        target.files().stream()
                .filter(file -> !before.done().containsKey(file))
                .forEach(file -> damage.lost(file + " is not done"));
    }

    private String channel() {
        return "@" + target.channel().username();
    }

    /** Every command in turn, in an order that changes. */
    private Plan next() {
        if (commands.isEmpty()) {
            commands.addAll(List.of(Signalled.values()));
            java.util.Collections.shuffle(commands, random);
        }
        Signalled command = loggedIn ? commands.remove(0) : Signalled.LOGIN;
        List<String> signals = new ArrayList<>();
        List<Integer> delays = new ArrayList<>();
        signals.add(NAMES.get(random.nextInt(NAMES.size())));
        delays.add(
                random.nextInt(4) == 0
                        ? random.nextInt(LATEST_SECOND_MILLIS / 3)
                        : random.nextInt(LATEST_FIRST_MILLIS));
        if (random.nextBoolean()) {
            signals.add(NAMES.get(random.nextInt(NAMES.size())));
            delays.add(random.nextInt(LATEST_SECOND_MILLIS));
        }
        return new Plan(command, random.nextBoolean(), signals, delays);
    }

    private void round(Plan plan) throws IOException, InterruptedException {
        boolean wasLoggedIn = loggedIn;
        if (plan.command() == Signalled.REPAIR) {
            deleteAFile();
        }
        List<String> words = new ArrayList<>(plan.command().words());
        if (plan.command().downloads()) {
            words.addAll(List.of(channel(), "--workers", Integer.toString(order.workers())));
        }
        long logged = logged();
        long started = System.nanoTime();
        ProgramRun run = plan.read()
                ? archive.start(words.toArray(String[]::new))
                : archive.startUnder(UNREAD, words.toArray(String[]::new));
        run.type(Installation.CODE + "\n");
        int sent = 0;
        long first = started;
        long firstAfterStart = 0;
        for (int i = 0; i < plan.signals().size(); i++) {
            if (run.hasEndedWithin(Duration.ofMillis(plan.delays().get(i)))) {
                break;
            }
            if (i == 0) {
                first = System.nanoTime();
                firstAfterStart = millis(first - started);
            }
            run.signal(plan.signals().get(i));
            sent++;
        }
        boolean ended = run.hasEndedWithin(sent == 0 ? LONGEST_RUN : GIVEN_UP);
        Duration after = Duration.ofNanos(System.nanoTime() - first);
        String what = "round " + (report.rounds() + 1) + ": " + String.join(" ", words) + " "
                + plan.signals().subList(0, sent) + " after " + firstAfterStart + " ms"
                + (sent > 1 ? " and " + plan.delays().get(1) + " ms" : "") + (plan.read() ? "" : ", unread");
        if (!ended) {
            damage.wrong(what + ": did not end\n" + run);
            run.kill();
            run.await();
        }
        report.ended(sent, sent == 0 ? Duration.ZERO : after);
        boolean begun = logged() != logged || !run.out().isEmpty() || !run.err().isEmpty();
        judge(plan, sent, begun, after, run, what);
        if (plan.command() == Signalled.REPAIR) {
            expect(0, archive.start("verify", "--repair"), what + ", then verify --repair");
        }
        inspect(what);
        checkLogin(plan, wasLoggedIn, run.exitCode(), what);
    }

    private void judge(Plan plan, int sent, boolean begun, Duration after, ProgramRun run, String what) {
        int code = run.exitCode();
        if (sent > 0 && after.compareTo(IN_TIME) > 0) {
            damage.wrong(what + ": ended only after " + after.toMillis() + " ms\n" + run);
        }
        if (sent > 0 && code == INTERRUPTED) {
            report.interrupted();
        } else if (plan.command().isDoneWith(code)) {
            report.done();
        } else if (sent > 0 && !begun && NUMBERS.contains(code - BY_SIGNAL)) {
            // Java needs a moment, on a busy machine a long one, before it passes signals on.
            report.early();
        } else {
            damage.wrong(what + ": exit code " + code + "\n" + run);
        }
    }

    private void inspect(String what) throws IOException {
        Inspection now = Inspection.of(archive, target);
        now.compareWith(before, what + ": ", damage);
        for (Path copy : Leftovers.copiesOfTheLogin(archive)) {
            damage.wrong(what + ": a copy of the login is left in " + copy);
        }
        for (Path crash : Leftovers.crashFiles(archive)) {
            damage.wrong(what + ": a crash file is left: " + crash);
            Files.delete(crash);
        }
        before = now;
    }

    /** Asks the program itself. */
    private void checkLogin(Plan plan, boolean wasLoggedIn, int code, String what)
            throws IOException, InterruptedException {
        ProgramRun chats = archive.start("chats").await(LONGEST_RUN);
        int answer = chats.exitCode();
        loggedIn = answer == 0;
        boolean mayBeLoggedOut = !wasLoggedIn || plan.command() == Signalled.LOGOUT;
        if (answer != 0 && !(mayBeLoggedOut && answer == 4)) {
            damage.lost(what + ": the login; chats ended with " + answer + "\n" + chats);
        }
        if (code == 0 && plan.command() == Signalled.LOGOUT && loggedIn) {
            damage.wrong(what + ": said that it logged out, and did not");
        }
        if (code == 0 && plan.command() == Signalled.LOGIN && !loggedIn) {
            damage.wrong(what + ": said that it logged in, and did not");
        }
    }

    private void deleteAFile() throws IOException {
        try (Stream<Path> files = Files.walk(archive.downloads())) {
            List<Path> whole = files.filter(Files::isRegularFile).sorted().toList();
            Files.delete(whole.get(random.nextInt(whole.size())));
        }
    }

    private void expect(int code, ProgramRun run, String what) {
        int actual = run.await(LONGEST_RUN).exitCode();
        if (actual != code) {
            damage.wrong(what + ": ended with " + actual + "\n" + run);
        }
    }

    /** Bytes in the program's log. */
    private long logged() throws IOException {
        return Files.exists(archive.logFile()) ? Files.size(archive.logFile()) : 0;
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}

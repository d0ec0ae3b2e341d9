package dev.tgarchiver.torture;

import dev.tgarchiver.localtelegram.LocalTelegram;
import dev.tgarchiver.localtelegram.world.User;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
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

    private static final int LATEST_FIRST_MILLIS = 3_000;
    private static final int LATEST_SECOND_MILLIS = 1_500;

    private static final int INTERRUPTED = 130;
    private static final int BY_SIGNAL = 128;

    /** Bytes each second, so that a download lasts. */
    private static final long BANDWIDTH = 2_000_000;

    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");
    private static final Set<Integer> NUMBERS = Set.of(1, 2, 15);

    /** What is to be done. */
    record Order(int rounds, int files, int workers, long seed) {}

    /** One program's fate: how long after its start, or after the signal before, each signal comes. */
    private record Plan(Signalled command, boolean read, List<String> signals, List<Integer> delays) {}

    private final Order order;
    private final LocalTelegram telegram;
    private final SignalReport report;
    private final Random random;
    private final TargetChannel target;
    private final TorturedArchive archive;
    private final List<Signalled> commands = new ArrayList<>();
    private Inspection before = Inspection.ofNothing();
    private boolean loggedIn = true;

    SignalTorture(Order order, Path folder, Path distribution, LocalTelegram telegram, SignalReport report)
            throws IOException {
        this.order = order;
        this.telegram = telegram;
        this.report = report;
        random = new Random(order.seed());
        User user = telegram.world().user(TorturedArchive.PHONE).code(TorturedArchive.CODE);
        target = TargetChannel.in(telegram, "signals", order.seed(), order.files());
        // So that it is found by its number after each new login: names can be resolved a few times only.
        target.channel().joinedBy(user);
        archive = new TorturedArchive(Files.createDirectories(folder.resolve("archive")), distribution, telegram);
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
                report.progress();
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
        target.hashes().keySet().stream()
                .filter(post -> !before.done().containsKey(post))
                .forEach(post -> report.lost("the file of post " + post + " is not done"));
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
            damage();
        }
        List<String> words = new ArrayList<>(plan.command().words());
        if (plan.command().downloads()) {
            words.addAll(List.of(channel(), "--workers", Integer.toString(order.workers())));
        }
        long logged = archive.logged();
        long started = System.nanoTime();
        Process process = plan.read() ? archive.start(words.toArray(String[]::new)) : archive.startUnread(words);
        type(process);
        int sent = 0;
        long first = started;
        long firstAfterStart = 0;
        for (int i = 0; i < plan.signals().size(); i++) {
            if (process.waitFor(plan.delays().get(i), TimeUnit.MILLISECONDS)) {
                break;
            }
            if (i == 0) {
                first = System.nanoTime();
                firstAfterStart = millis(first - started);
            }
            send(process, plan.signals().get(i));
            sent++;
        }
        boolean ended = process.waitFor((sent == 0 ? Duration.ofMinutes(2) : GIVEN_UP).toSeconds(), TimeUnit.SECONDS);
        Duration after = Duration.ofNanos(System.nanoTime() - first);
        String what = "round " + (report.rounds() + 1) + ": " + String.join(" ", words) + " "
                + plan.signals().subList(0, sent) + " after " + firstAfterStart + " ms"
                + (sent > 1 ? " and " + plan.delays().get(1) + " ms" : "") + (plan.read() ? "" : ", unread");
        if (!ended) {
            report.wrong(what + ": did not end\n" + archive.output());
            process.destroyForcibly().waitFor();
        }
        report.ended(sent, sent == 0 ? Duration.ZERO : after);
        boolean begun =
                archive.logged() != logged || (plan.read() && !archive.output().isEmpty());
        judge(plan, sent, begun, after, process.exitValue(), what);
        if (plan.command() == Signalled.REPAIR) {
            expect(0, archive.start("verify", "--repair"), what + ", then verify --repair");
        }
        inspect(what);
        checkLogin(plan, wasLoggedIn, process.exitValue(), what);
    }

    private void judge(Plan plan, int sent, boolean begun, Duration after, int code, String what) throws IOException {
        if (sent > 0 && after.compareTo(IN_TIME) > 0) {
            report.wrong(what + ": ended only after " + after.toMillis() + " ms\n" + archive.output());
        }
        if (sent > 0 && code == INTERRUPTED) {
            report.interrupted();
        } else if (plan.command().isDoneWith(code)) {
            report.done();
        } else if (sent > 0 && !begun && NUMBERS.contains(code - BY_SIGNAL)) {
            // Java needs a moment, on a busy machine a long one, before it passes signals on.
            report.early();
        } else {
            report.wrong(what + ": exit code " + code + "\n" + archive.output());
        }
    }

    private void inspect(String what) throws IOException {
        Inspection now = Inspection.of(archive, target);
        for (String problem : now.problems()) {
            if (problem.endsWith("is not there")) {
                report.lost(what + ": " + problem);
            } else {
                report.wrong(what + ": " + problem);
            }
        }
        Set<Integer> forgotten = new HashSet<>(before.done().keySet());
        forgotten.removeAll(now.done().keySet());
        forgotten.forEach(post -> report.lost(what + ": post " + post + " was done, and is not any more"));
        Set<Integer> unknown = new HashSet<>(before.recorded());
        unknown.removeAll(now.recorded());
        unknown.forEach(post -> report.lost(what + ": post " + post + " was recorded, and is not any more"));
        for (Path copy : archive.copiesOfTheLogin()) {
            report.wrong(what + ": a copy of the login is left in " + copy);
        }
        for (Path crash : archive.crashFiles()) {
            report.wrong(what + ": a crash file is left: " + crash);
            Files.delete(crash);
        }
        before = now;
    }

    /** Asks the program itself. */
    private void checkLogin(Plan plan, boolean wasLoggedIn, int code, String what)
            throws IOException, InterruptedException {
        Process chats = archive.start("chats");
        int answer = await(chats);
        loggedIn = answer == 0;
        boolean mayBeLoggedOut = !wasLoggedIn || plan.command() == Signalled.LOGOUT;
        if (answer != 0 && !(mayBeLoggedOut && answer == 4)) {
            report.lost(what + ": the login; chats ended with " + answer + "\n" + archive.output());
        }
        if (code == 0 && plan.command() == Signalled.LOGOUT && loggedIn) {
            report.wrong(what + ": said that it logged out, and did not");
        }
        if (code == 0 && plan.command() == Signalled.LOGIN && !loggedIn) {
            report.wrong(what + ": said that it logged in, and did not");
        }
    }

    private void damage() throws IOException {
        try (Stream<Path> files = Files.walk(archive.downloads())) {
            List<Path> whole = files.filter(Files::isRegularFile).sorted().toList();
            Files.delete(whole.get(random.nextInt(whole.size())));
        }
    }

    private void expect(int code, Process process, String what) throws IOException, InterruptedException {
        int actual = await(process);
        if (actual != code) {
            report.wrong(what + ": ended with " + actual + "\n" + archive.output());
        }
    }

    private static int await(Process process) throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    /** For a login; others do not read it. The input stays open, as a terminal's does. */
    private static void type(Process process) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((TorturedArchive.CODE + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            // It has ended already.
        }
    }

    private static void send(Process process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}

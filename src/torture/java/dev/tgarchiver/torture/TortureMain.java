package dev.tgarchiver.torture;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.program.Distribution;
import dev.tgarchiver.torture.posts.PostsTorture;
import dev.tgarchiver.tracker.TrackerFailure;
import java.io.IOException;
import java.nio.file.Path;

/** {@code scripts/torture}. */
final class TortureMain {

    /** After as many rounds, every phase must have been hit. */
    private static final int ENOUGH = 50;

    private final Path folder;
    private final Distribution distribution;
    private final Order order;

    private TortureMain(Path folder, Distribution distribution, Order order) {
        this.folder = folder;
        this.distribution = distribution;
        this.order = order;
    }

    /**
     * Arguments: {@code kill}, {@code signals}, {@code walk} or {@code posts}, a folder to work in, the built distribution,
     * rounds, files or operations, workers, seed. Exits with 1 if any harm was done.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, TrackerFailure {
        Order order = new Order(
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]),
                Long.parseLong(arguments[6]));
        try (TelegramServer telegram = TelegramServer.start()) {
            TortureMain torture =
                    new TortureMain(Path.of(arguments[1]), new Distribution(Path.of(arguments[2])), order);
            System.exit(torture.run(arguments[0], telegram) ? 0 : 1);
        }
    }

    /** Returns whether everything held. */
    private boolean run(String kind, TelegramServer telegram) throws IOException, InterruptedException, TrackerFailure {
        return switch (kind) {
            case "kill" -> kill(telegram);
            case "signals" -> signals(telegram);
            case "walk" -> walk(telegram);
            case "posts" -> posts(telegram);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private boolean kill(TelegramServer telegram) throws IOException, InterruptedException {
        System.out.println(order);
        KillReport report = new KillReport(System.out);
        Damage damage = new Damage(System.out);
        new KillTorture(order, folder, distribution, telegram, report, damage).run();
        boolean proven = order.rounds() < ENOUGH || report.missed().isEmpty();
        if (!proven) {
            System.out.println("No kill hit " + report.missed() + ": this run proves too little");
        }
        report.print();
        System.out.println("torture: " + report.rounds() + " rounds, " + report.kills() + " kills, " + damage);
        return proven && damage.isNone();
    }

    private boolean signals(TelegramServer telegram) throws IOException, InterruptedException {
        System.out.println(order);
        SignalReport report = new SignalReport(System.out);
        Damage damage = new Damage(System.out);
        new SignalTorture(order, folder, distribution, telegram, report, damage).run();
        report.print();
        System.out.println("torture: " + report.rounds() + " rounds, " + report.signals() + " signals, " + damage);
        return damage.isNone();
    }

    private boolean walk(TelegramServer telegram) throws IOException, InterruptedException, TrackerFailure {
        WalkTorture torture = new WalkTorture(folder, distribution, telegram, order.seed(), System.out);
        torture.run(order.rounds());
        System.out.println("torture: " + order.rounds() + " rounds, " + torture.kills() + " kills, "
                + torture.inTheWindow() + " in the window, " + torture.lost() + " lost");
        return torture.lost() == 0;
    }

    private boolean posts(TelegramServer telegram) throws IOException, TrackerFailure {
        System.out.println(order.files() + " operations, " + order.rounds() + " runs, seed " + order.seed());
        Damage damage = new Damage(System.out);
        PostsTorture torture = new PostsTorture(folder, distribution, telegram, order.seed(), damage, System.out);
        torture.run(order.files(), order.rounds());
        System.out.println(
                "torture posts: " + torture.contents() + " contents, " + order.files() + " operations, " + damage);
        return damage.isNone();
    }
}

package dev.tgarchiver.torture;

import dev.tgarchiver.localtelegram.LocalTelegram;
import java.io.IOException;
import java.nio.file.Path;

/** {@code scripts/torture kill}. */
final class TortureMain {

    /** After so many rounds, every phase must have been hit. */
    private static final int ENOUGH = 50;

    private TortureMain() {}

    /** Arguments: a folder to work in, the built distribution, rounds, files, workers, seed. Exits with 1 if any harm was done. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        KillTorture.Order order = new KillTorture.Order(
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                Long.parseLong(arguments[5]));
        KillReport report = new KillReport(System.out);
        System.out.println(order.rounds() + " rounds, " + order.files() + " files in each archive, " + order.workers()
                + " workers, seed " + order.seed() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors");
        try (LocalTelegram telegram = LocalTelegram.start()) {
            new KillTorture(order, Path.of(arguments[0]), Path.of(arguments[1]), telegram, report).run();
        }
        boolean proven = order.rounds() < ENOUGH || report.missed().isEmpty();
        if (!proven) {
            System.out.println("No kill hit " + report.missed() + ": this run proves too little");
        }
        report.print();
        System.exit(proven && report.lost() + report.wrong() == 0 ? 0 : 1);
    }
}

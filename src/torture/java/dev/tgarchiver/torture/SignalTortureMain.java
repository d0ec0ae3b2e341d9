package dev.tgarchiver.torture;

import dev.tgarchiver.localtelegram.LocalTelegram;
import java.io.IOException;
import java.nio.file.Path;

/** {@code scripts/torture signals}. */
final class SignalTortureMain {

    private SignalTortureMain() {}

    /** Arguments: a folder to work in, the built distribution, rounds, files, workers, seed. Exits with 1 if any harm was done. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        SignalTorture.Order order = new SignalTorture.Order(
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                Long.parseLong(arguments[5]));
        SignalReport report = new SignalReport(System.out);
        System.out.println(order.rounds() + " rounds, " + order.files() + " files, " + order.workers()
                + " workers, seed " + order.seed() + ", " + Runtime.getRuntime().availableProcessors() + " processors");
        try (LocalTelegram telegram = LocalTelegram.start()) {
            new SignalTorture(order, Path.of(arguments[0]), Path.of(arguments[1]), telegram, report).run();
        }
        report.print();
        System.exit(report.lost() + report.wrong() == 0 ? 0 : 1);
    }
}

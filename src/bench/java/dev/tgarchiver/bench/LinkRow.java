package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.ThroughputMain;
import java.io.IOException;

/** What the server gives to clients that do nothing but count bytes: the most that anyone could get. */
final class LinkRow {

    private static final int[] CONNECTIONS = {1, 2, 8};
    private static final int PART = 1 << 17;
    private static final int SECONDS = 3;

    private final Plan plan;
    private final Plan.Row row;
    private final Report report;

    LinkRow(Plan plan, Plan.Row row, Report report) {
        this.plan = plan;
        this.row = row;
        this.report = report;
    }

    void run() throws IOException, InterruptedException {
        try (TelegramServer telegram = Workshop.server()) {
            for (Network network : plan.networks()) {
                network.applyTo(telegram);
                double[][] rates = new double[CONNECTIONS.length][row.rounds()];
                for (int round = 0; round < row.rounds(); round++) {
                    for (int i = 0; i < CONNECTIONS.length; i++) {
                        rates[i][round] = ThroughputMain.measure(telegram, CONNECTIONS[i], PART, SECONDS) / 1e6;
                        telegram.calls().clear();
                    }
                }
                for (int i = 0; i < CONNECTIONS.length; i++) {
                    report.line(
                            "link",
                            network.toString(),
                            CONNECTIONS[i] + " bare connections",
                            new Figures(rates[i]),
                            "MB/s");
                }
            }
        }
    }
}

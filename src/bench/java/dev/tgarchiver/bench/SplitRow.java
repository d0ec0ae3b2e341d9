package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.world.Channel;
import java.io.IOException;

/** One large file with 4 workers and with 1. */
final class SplitRow {

    private static final Network NETWORK = new Network(50, 0);
    private static final int LANES = 4;

    private final Workshop workshop;
    private final Plan.Row row;
    private final Report report;

    SplitRow(Workshop workshop, Plan.Row row, Report report) {
        this.workshop = workshop;
        this.row = row;
        this.report = report;
    }

    void run() throws IOException, InterruptedException {
        try (TelegramServer telegram = Workshop.server();
                Trial login = workshop.trial(telegram)) {
            Channel channel = FileSet.ONE.channel(telegram, row.scale());
            long bytes = FileSet.ONE.bytes(row.scale());
            login.archiver().login();
            NETWORK.applyTo(telegram);
            Contender one = new Archiver(workshop.folder(), workshop.distribution(), telegram, login, 1);
            Contender four = new Archiver(workshop.folder(), workshop.distribution(), telegram, login, LANES);
            double[] alone = new double[row.rounds()];
            double[] together = new double[row.rounds()];
            for (int round = 0; round < row.rounds(); round++) {
                alone[round] = bytes / 1e3 / one.download(channel, bytes).toMillis();
                together[round] = bytes / 1e3 / four.download(channel, bytes).toMillis();
                telegram.calls().clear();
            }
            String remark = "one file of " + bytes / 1_000_000 + " MB";
            report.line("split", NETWORK.toString(), one.name(), new Figures(alone), "MB/s", remark);
            report.line("split", NETWORK.toString(), four.name(), new Figures(together), "MB/s", remark);
            report.atLeast(
                    "one large file, " + NETWORK + ": 4 lanes / 1 lane",
                    new Figures(together).over(new Figures(alone)),
                    2.5);
        }
    }
}

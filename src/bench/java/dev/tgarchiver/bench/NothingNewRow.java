package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.faults.Call;
import dev.tgarchiver.localtelegram.world.Channel;
import java.io.IOException;
import java.util.List;

/** A second run over a channel that holds nothing new: the whole program's time, and what the server was asked. */
final class NothingNewRow {

    private static final int FILES = 1_000;
    private static final int LEAST = 20;
    private static final int WORKERS = 5;

    private final Workshop workshop;
    private final Plan.Row row;
    private final Report report;

    NothingNewRow(Workshop workshop, Plan.Row row, Report report) {
        this.workshop = workshop;
        this.row = row;
        this.report = report;
    }

    void run() throws IOException, InterruptedException {
        int files = row.scaled(FILES, LEAST);
        try (TelegramServer telegram = Workshop.server();
                Trial run = workshop.trial(telegram)) {
            Channel channel = FileSet.SMALL.channel(telegram, files / (double) FileSet.SMALL.count(1));
            run.archiver().login();
            run.download(channel, WORKERS);
            double[] seconds = new double[row.rounds()];
            double[] calls = new double[row.rounds()];
            double[] all = new double[row.rounds()];
            for (int round = 0; round < row.rounds(); round++) {
                telegram.calls().clear();
                seconds[round] = run.download(channel, WORKERS).toMillis() / 1e3;
                List<Call> asked = telegram.calls().all();
                all[round] = asked.size();
                calls[round] =
                        asked.stream().filter(call -> names(call, channel)).count();
            }
            Figures took = new Figures(seconds);
            String condition = channel.history().ids().size() + " files";
            report.line("nothing", condition, "second run", took, "s");
            report.line("nothing", condition, "calls for the channel", new Figures(calls), "calls");
            report.line("nothing", condition, "calls, TDLib's own too", new Figures(all), "calls");
            report.atMost("nothing new, s", took, 1.5);
        }
    }

    /** Whether a call is about the channel, by its name or its number. */
    private static boolean names(Call call, Channel channel) {
        String arguments = call.arguments().toString();
        return arguments.contains(String.valueOf(channel.username()))
                || arguments.contains(Long.toString(channel.id()));
    }
}

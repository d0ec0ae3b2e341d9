package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.LocalTelegram;
import dev.tgarchiver.localtelegram.world.Channel;
import java.io.IOException;

/** A second run over a channel that holds nothing new: the whole program's time, and what the server was asked. */
final class NothingNewRow {

    private static final int FILES = 1_000;
    private static final int LEAST = 20;
    private static final int WORKERS = 5;

    private final Workshop workshop;
    private final Plan plan;
    private final Report report;

    NothingNewRow(Workshop workshop, Plan plan, Report report) {
        this.workshop = workshop;
        this.plan = plan;
        this.report = report;
    }

    void run() throws IOException, InterruptedException {
        int files = plan.scaled(FILES, LEAST);
        try (LocalTelegram telegram = Workshop.server();
                BenchRun run = workshop.installation(telegram)) {
            Channel channel = FileSet.SMALL.channel(telegram, files / (double) FileSet.SMALL.count(1));
            run.login();
            run.download(channel, WORKERS);
            double[] seconds = new double[plan.rounds()];
            double[] calls = new double[plan.rounds()];
            for (int round = 0; round < plan.rounds(); round++) {
                telegram.calls().clear();
                seconds[round] = run.download(channel, WORKERS).toMillis() / 1e3;
                calls[round] = telegram.calls().all().stream()
                        .filter(call -> call.method().startsWith("messages.")
                                || call.method().startsWith("channels.")
                                || call.method().startsWith("contacts.")
                                || call.method().startsWith("upload."))
                        .count();
            }
            Figures took = new Figures(seconds);
            String condition = channel.history().ids().size() + " files";
            report.line("nothing", condition, "second run", took, "s");
            report.line("nothing", condition, "calls for posts and files", new Figures(calls), "calls");
            report.atMost("nothing new, s", took, 1.5);
        }
    }
}

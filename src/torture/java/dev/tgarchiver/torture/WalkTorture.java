package dev.tgarchiver.torture;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.Distribution;
import dev.tgarchiver.program.Folders;
import dev.tgarchiver.program.Installation;
import dev.tgarchiver.program.ProgramRun;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * Kills the program between the moment when it asks for a channel and its first pages, lets posts come, and runs it to its
 * end: every post must be in the archive. What TDLib has learned by then, and whether it is on the disk, differs from round
 * to round.
 */
final class WalkTorture {

    private static final int POSTS = 30;
    private static final int NEW_POSTS = 3;
    private static final int LONGEST_DELAY_MILLIS = 250;

    /** What the program asks for on its way to the first page; a kill comes some time after one of them. */
    private static final List<String> MOMENTS = List.of(
            "contacts.resolveUsername",
            "messages.getPeerDialogs",
            "updates.getChannelDifference",
            "messages.getPeerSettings",
            "messages.getHistory");

    private static final Duration LONGEST_ROUND = Duration.ofMinutes(2);

    private final Path folder;
    private final Distribution distribution;
    private final TelegramServer telegram;
    private final Random random;
    private final PrintStream out;
    private int rounds;
    private int kills;
    private int inTheWindow;
    private int lost;

    WalkTorture(Path folder, Distribution distribution, TelegramServer telegram, long seed, PrintStream out) {
        this.folder = folder;
        this.distribution = distribution;
        this.telegram = telegram;
        this.random = new Random(seed);
        this.out = out;
    }

    /** Does so many rounds, and tells what was found. */
    void run(int order) throws IOException, InterruptedException, TrackerFailure {
        telegram.world().user(Installation.PHONE).code(Installation.CODE);
        Installation login = archive(0);
        login.login();
        while (rounds < order) {
            rounds++;
            Installation archive = archive(rounds);
            archive.loggedInAs(login);
            if (round(archive)) {
                Folders.delete(archive.folder());
            }
            if (rounds % 20 == 0 || rounds == order) {
                out.println(rounds + " rounds, " + kills + " kills, " + inTheWindow
                        + " of them with the channel recorded and no post, " + lost + " posts lost");
            }
        }
    }

    private Installation archive(int number) throws IOException {
        Installation archive =
                Installation.of(distribution, folder.resolve("archive-" + number), telegram, KillTorture.RATE);
        Files.createDirectories(archive.downloads());
        return archive;
    }

    private boolean round(Installation archive) throws IOException, InterruptedException, TrackerFailure {
        String name = "walk_" + rounds;
        Channel channel =
                telegram.world().channel("Walk " + rounds).username(name).posts(POSTS, WalkTorture::post);
        killOnTheWay(archive, name);
        Optional<ChannelRow> before = channel(archive, channel);
        inTheWindow += before.isPresent() && before.get().walked().newest() == 0 ? 1 : 0;
        for (int i = 1; i <= NEW_POSTS; i++) {
            channel.post(post(POSTS + i));
        }
        telegram.faults().clear();
        if (random.nextBoolean()) {
            // The difference comes later than the first pages.
            telegram.faults().error("updates.getChannelDifference", 500, "INTERNAL");
        }
        ProgramRun run =
                archive.start("download", "@" + name).await(LONGEST_ROUND).successful();
        int missing = channel.history().count()
                - Inspection.files(archive.downloads()).size();
        if (missing != 0) {
            out.println("Round " + rounds + ": " + missing + " posts missing, though the program said:\n" + run);
        }
        lost += missing;
        return missing == 0;
    }

    private void killOnTheWay(Installation archive, String name) throws IOException, InterruptedException {
        CountDownLatch moment = new CountDownLatch(1);
        telegram.faults().clear();
        telegram.faults()
                .error(MOMENTS.get(random.nextInt(MOMENTS.size())), 500, "NEVER")
                .forever()
                .when(call -> {
                    moment.countDown();
                    return false;
                });
        ProgramRun run = archive.start("download", "@" + name);
        CompletableFuture<Void> unused = run.onEnd(moment::countDown);
        moment.await();
        boolean ended = run.hasEndedWithin(Duration.ofMillis(random.nextInt(LONGEST_DELAY_MILLIS)));
        kills += ended ? 0 : 1;
        run.kill();
        run.await();
    }

    private static PostDraft post(int id) {
        return PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(1_000 + id)));
    }

    private static Optional<ChannelRow> channel(Installation archive, Channel channel) throws TrackerFailure {
        if (Files.notExists(archive.tracker())) {
            return Optional.empty();
        }
        try (TrackerReader tracker = SqliteTracker.openReadOnly(archive.tracker())) {
            return tracker.channel(channel.chatId());
        }
    }

    int kills() {
        return kills;
    }

    /** Kills after the channel was recorded and before any of its posts. */
    int inTheWindow() {
        return inTheWindow;
    }

    int lost() {
        return lost;
    }
}

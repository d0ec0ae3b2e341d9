package dev.tgarchiver.app.check;

import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.tdlib.lane.TdProbe;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.file.StoredFile;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Measures the download speed: fetches the first bytes of an archived file once more, and discards them. */
final class SpeedCheck {

    private static final int LOOKED_AT = 200;
    private static final int TRIED = 3;
    private static final long LEAST_BYTES = 64L << 10;
    private static final long MOST_BYTES = 4L << 20;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Findings findings;
    private final String check;

    SpeedCheck(Findings findings, String check) {
        this.findings = findings;
        this.check = check;
    }

    /** @param account logged in */
    void run(Configuration configuration, TdProbe account) throws InterruptedException {
        Path file = configuration.home().tracker();
        String why = "no file of at least " + ByteSize.format(LEAST_BYTES) + " is archived yet";
        try {
            for (StoredFile candidate : candidates(file)) {
                try {
                    TdProbe.Speed speed = account.measure(candidate.origin(), MOST_BYTES, LONGEST);
                    findings.ok(check, words(speed));
                    return;
                } catch (TelegramFailure e) {
                    why = String.valueOf(e.getMessage());
                }
            }
        } catch (TrackerFailure e) {
            why = String.valueOf(e.getMessage());
        }
        findings.skipped(check, "could not be measured: " + why);
    }

    /** The largest of the given files. */
    private static List<StoredFile> candidates(Path tracker) throws TrackerFailure {
        if (!Files.exists(tracker)) {
            return List.of();
        }
        try (TrackerReader reader = SqliteTracker.openReadOnly(tracker)) {
            return reader.doneAfter(0, LOOKED_AT).stream()
                    .filter(file -> file.media().size() >= LEAST_BYTES)
                    .sorted(Comparator.comparingLong(
                                    (StoredFile file) -> file.media().size())
                            .reversed())
                    .limit(TRIED)
                    .toList();
        }
    }

    private static String words(TdProbe.Speed speed) {
        long nanos = Math.max(1, speed.took().toNanos());
        long perSecond = (long) (speed.bytes() * 1e9 / nanos);
        return ByteSize.format(perSecond) + "/s with one worker (" + ByteSize.format(speed.bytes()) + " in "
                + ConnectionChecks.seconds(speed.took()) + ")";
    }
}

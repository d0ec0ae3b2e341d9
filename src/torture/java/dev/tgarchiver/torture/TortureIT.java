package dev.tgarchiver.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.junit.LocalTelegram;
import dev.tgarchiver.program.Distribution;
import dev.tgarchiver.torture.posts.PostsTorture;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The short forms of what {@code scripts/torture} does. */
@LocalTelegram
final class TortureIT {

    private static final int ROUNDS = 6;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private final Damage damage = new Damage(System.out);

    @Test
    void a_program_that_is_killed_again_and_again_loses_nothing(TelegramServer telegram) throws Exception {
        KillReport report = new KillReport(System.out);
        new KillTorture(new Order(ROUNDS, 100, 5, 4), folder, Distribution.TESTED, telegram, report, damage).run();
        report.print();
        assertThat(damage.isNone()).as("%s", damage).isTrue();
        assertThat(report.kills()).isGreaterThan(ROUNDS / 2);
        assertThat(report.hits(KillReport.Phase.WALKING)).isPositive();
        assertThat(report.hits(KillReport.Phase.DOWNLOADING)).isPositive();
        assertThat(report.archives()).isPositive();
    }

    @Test
    void a_program_that_is_sent_signals_ends_in_time_and_loses_nothing(TelegramServer telegram) throws Exception {
        SignalReport report = new SignalReport(System.out);
        new SignalTorture(new Order(ROUNDS, 30, 3, 1), folder, Distribution.TESTED, telegram, report, damage).run();
        report.print();
        assertThat(damage.isNone()).as("%s", damage).isTrue();
        assertThat(report.interruptions()).isPositive();
    }

    @Test
    void a_program_that_is_killed_before_its_first_page_misses_no_later_post(TelegramServer telegram) throws Exception {
        WalkTorture torture = new WalkTorture(folder, Distribution.TESTED, telegram, 7, System.out);
        torture.run(4);
        assertThat(torture.lost()).isZero();
    }

    @Test
    void the_archive_of_channels_that_live_on_is_what_the_server_knows(TelegramServer telegram) throws Exception {
        PostsTorture torture = new PostsTorture(folder, Distribution.TESTED, telegram, 1, damage, System.out);
        torture.run(300, 4);
        assertThat(damage.isNone()).as("%s", damage).isTrue();
        assertThat(torture.contents()).isGreaterThan(45);
    }
}

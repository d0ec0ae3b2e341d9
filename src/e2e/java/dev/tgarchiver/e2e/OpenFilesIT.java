package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Few open files: refused before TDLib aborts the process, and enough where nothing is refused. */
final class OpenFilesIT extends LoggedIn {

    private ProgramRun limited(String limit, int workers) throws IOException {
        return archiver.shell("ulimit " + limit + "; exec archiver download @" + name + " --workers " + workers);
    }

    @ParameterizedTest
    @CsvSource({"-n 90, 1", "-n 140, 1", "-n 240, 3", "-n 256, 8"})
    void too_few_are_refused_before_anything_is_done(String limit, int workers) throws IOException {
        channel(3, 2000);
        ProgramRun run = limited(limit, workers);
        assertThat(run.exitCode()).as("%s", run).isEqualTo(6);
        assertThat(run.err()).contains("may open", "ulimit -n", "LimitNOFILE=");
        assertThat(archiver.downloads()).doesNotExist();
        assertThat(Files.exists(folder.resolve("data/archive.lock"))).isFalse();
        assertThat(telegram.calls().count("contacts.resolveUsername")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 150", "3, 250", "8, 500"})
    void as_many_as_are_demanded_are_enough(int workers, int limit) throws IOException {
        Channel channel = channel(40, 200_000);
        assertComplete(limited("-n " + limit, workers), channel);
    }

    @Test
    void the_soft_limit_is_raised_to_the_hard_one() throws IOException {
        Channel channel = channel(20, 200_000);
        assertComplete(limited("-Sn 100", 8), channel);
    }
}

package dev.tgarchiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.cli.TestProgram.Ended;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options and settings with values that they cannot have: the command does nothing, and says which are allowed. */
final class WrongOptionsTest {

    @TempDir
    private Path folder;

    private TestProgram program;

    @BeforeEach
    void configure() throws IOException {
        program = new TestProgram(folder);
    }

    private String usageError(String... arguments) {
        Ended run = program.run(arguments);
        assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
        assertThat(folder.resolve("data")).doesNotExist();
        return run.err();
    }

    @ParameterizedTest
    @CsvSource({
        "--types, music",
        "--max-size, big",
        "--since, someday",
        "--from-id, x",
        "--hashtag, two words!",
        "--name, [z-a]*"
    })
    void a_wrong_filter_names_its_option(String option, String value) {
        assertThat(usageError("download", "@some", option, value))
                .contains("option " + option)
                .contains("allowed:");
    }

    @Test
    void filters_that_exclude_each_other_are_an_error() {
        assertThat(usageError("download", "@some", "--min-size", "2MB", "--max-size", "1MB"))
                .contains("no file is wanted");
    }

    @Test
    void too_many_workers_are_an_error() {
        assertThat(usageError("download", "@some", "--workers", "9"))
                .contains("option --workers")
                .contains("from 1 to 8");
    }

    @Test
    void a_wrong_mode_is_an_error_that_names_the_right_ones() throws IOException {
        program.append("  dedup: symlink\n");
        assertThat(usageError("stats")).contains("download.dedup").contains("link, skip, off");
    }
}

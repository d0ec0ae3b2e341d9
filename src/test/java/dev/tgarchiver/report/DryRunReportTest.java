package dev.tgarchiver.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.app.run.DryRunView;
import dev.tgarchiver.console.terminal.TestConsole;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a dry run says of posts. */
final class DryRunReportTest {

    @Test
    void posts_to_be_read_again_are_counted_beside_those_that_are_known() {
        assertThat(printed(5_000, 300)).isEqualTo("""
                5,000 posts known, 0 files (0 B) to download.
                300 posts to be read again, not recorded whole by an older archiver (refresh.backfill).
                There is nothing to download.
                """);
    }

    @Test
    void nothing_is_said_of_them_when_there_are_none() {
        assertThat(printed(1, 0)).doesNotContain("read again");
    }

    @Test
    void the_command_that_fetches_the_files_is_told() {
        assertThat(printed(1, 0, List.of(new DryRunView.Part("audio", 2, 3_000))))
                .contains("To fetch the files: archiver download @some");
    }

    private static String printed(long posts, long toRead) {
        return printed(posts, toRead, List.of());
    }

    private static String printed(long posts, long toRead, List<DryRunView.Part> kinds) {
        TestConsole console = TestConsole.piped();
        DryRunReport.print(
                console.console(),
                new DryRunView(posts, toRead, kinds, List.of(), 0, Duration.ZERO, 1, false, Duration.ZERO, 0, 0),
                "archiver download @some");
        return console.out();
    }
}

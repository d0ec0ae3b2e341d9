package dev.tgarchiver.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tgarchiver.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

final class ImplicitCommandTest {

    @ParameterizedTest
    @CsvSource({
        "@demo, download @demo",
        "-w 5 @demo, download -w 5 @demo",
        "--workers=5 https://t.me/demo, download --workers=5 https://t.me/demo",
        "t.me/demo -q, download t.me/demo -q",
        "-1001234567890, download -1001234567890",
        "1500000001 -q, download 1500000001 -q",
        "name.t.me, download name.t.me",
        "-q -1001234567890, download -q -1001234567890",
        "--max-files 5, download --max-files 5",
        "-c /a/b stats, stats -c /a/b",
        "--config=/a/b stats, stats --config=/a/b",
        "--stats --json, stats --json",
        "help download, help download",
        "dwonload, dwonload",
        "--version, --version",
    })
    void completes_what_is_left_out(String given, String completed) {
        assertThat(ImplicitCommand.complete(Main.commandLine(), given.split(" ")))
                .containsExactly(completed.split(" "));
    }

    @Test
    void a_title_of_several_words_is_a_channel() {
        assertThat(ImplicitCommand.complete(Main.commandLine(), "-q", "Old Recipes"))
                .containsExactly("download", "-q", "Old Recipes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dwonload         | \"dwonload\" is not a command; a channel is written @dwonload. Did you mean download",
                "stats --jsn=5    | archiver stats has no option --jsn. Did you mean --json?",
                "cleanup all      | archiver cleanup does not take \"all\" there.",
                "download -w      | Missing required parameter for option '--workers' (N).",
            })
    void says_what_is_wrong_and_what_may_be_meant(String given, String message) {
        CommandLine commandLine = Main.commandLine();
        String[] words = ImplicitCommand.complete(commandLine, given.split(" "));
        assertThat(catchThrowableOfType(ParameterException.class, () -> commandLine.parseArgs(words)))
                .satisfies(failure -> assertThat(WrongUsage.message(failure)).startsWith(message));
    }
}

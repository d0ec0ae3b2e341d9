package dev.tgarchiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.cli.command.ImplicitCommand;
import dev.tgarchiver.cli.command.Subcommand;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What is run without picocli is the very command that picocli would have made of the words. */
class FastCommandLineTest {

    private static final List<List<String>> PLAIN = List.of(
            List.of("--stats"),
            List.of("stats"),
            List.of("--progress"),
            List.of("progress"),
            List.of("--cleanup"),
            List.of("cleanup"),
            List.of("verify"),
            List.of("-c", "some/config.yaml", "--stats"),
            List.of("--stats", "--config", "some/config.yaml"),
            List.of("verify", "-c", "x"),
            List.of("--config", "/x y", "cleanup"));

    private static final List<List<String>> NOT_PLAIN = List.of(
            List.of(),
            List.of("--verify"),
            List.of("download"),
            List.of("stat"),
            List.of("--stats", "--json"),
            List.of("-q", "--stats"),
            List.of("--stats", "-v"),
            List.of("--stats", "stats"),
            List.of("verify", "@channel"),
            List.of("--stats", "--config"),
            List.of("--stats", "--config", "-q"),
            List.of("--stats", "--config", ""),
            List.of("--stats", "--config=x"),
            List.of("--stats", "-c", "a", "-c", "b"),
            List.of("--stats", "--config", "\0"),
            List.of("--help"));

    @TestFactory
    List<DynamicTest> plain_words_mean_what_picocli_takes_them_for() {
        return PLAIN.stream()
                .map(words -> DynamicTest.dynamicTest(String.join(" ", words), () -> {
                    String[] args = words.toArray(String[]::new);
                    CommandLine root = Main.commandLine();
                    ParseResult parsed = root.parseArgs(ImplicitCommand.complete(root, args));
                    Subcommand expected =
                            (Subcommand) parsed.subcommand().commandSpec().userObject();

                    assertThat(FastCommandLine.command(args))
                            .hasValueSatisfying(command -> assertThat(command)
                                    .usingRecursiveComparison()
                                    .ignoringFields("spec", "time", "pause")
                                    .isEqualTo(expected));
                }))
                .toList();
    }

    @TestFactory
    List<DynamicTest> all_others_are_left_to_picocli() {
        return NOT_PLAIN.stream()
                .map(words -> DynamicTest.dynamicTest(
                        words.toString(),
                        () -> assertThat(FastCommandLine.command(words.toArray(String[]::new)))
                                .isEmpty()))
                .toList();
    }

    @Test
    void the_configuration_is_the_one_that_is_named() {
        assertThat(FastCommandLine.command("--config", "some/config.yaml", "stats"))
                .hasValueSatisfying(
                        command -> assertThat(command.options().config()).contains(Path.of("some/config.yaml")));
    }
}

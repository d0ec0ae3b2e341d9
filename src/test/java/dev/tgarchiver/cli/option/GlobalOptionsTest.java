package dev.tgarchiver.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobalOptionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Begin with: archiver download                | Begin with: archiver download --config 'my $1.yaml'",
                "Save it: archiver cleanup --recover-tracker. | Save it: archiver cleanup --config 'my $1.yaml' --recover-tracker.",
                "archiver login, then (archiver chats)        | archiver login --config 'my $1.yaml', then (archiver chats --config 'my $1.yaml')",
                "Again: archiver retry --config c.yaml        | Again: archiver retry --config c.yaml",
                "/opt/archiver download failed                | /opt/archiver download failed",
                "a newer archiver wrote it                    | a newer archiver wrote it",
            })
    void repeats_the_given_configuration_in_proposed_commands(String message, String told) {
        assertThat(new GlobalOptions(Path.of("my $1.yaml")).proposing(message)).isEqualTo(told);
        assertThat(new GlobalOptions().proposing(message)).isEqualTo(message);
    }
}

package dev.tgarchiver.cli.command;

import dev.tgarchiver.cli.option.GlobalOptions;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Column;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "config",
        subcommands = ConfigCommand.Check.class,
        synopsisSubcommandLabel = "check",
        description = {"Check the configuration: archiver config check.", ""})
public final class ConfigCommand {

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private GlobalOptions options = new GlobalOptions();

    @Command(
            name = "check",
            description = {
                "Check the configuration, and show every key with its value and its source.",
                "",
                "Secrets are masked. Exit code 2 when something is wrong, with one line for each problem.",
                ""
            })
    public static final class Check extends Subcommand {

        @Override
        public ExitCode run(Console console, Configuration configuration) throws ConfigException {
            if (!options().quiet()) {
                Table table = new Table(Column.text("Key"), Column.shrinking("Value"), Column.shrinking("From"));
                configuration.effective().forEach(setting -> {
                    String origin = setting.origin().describe();
                    String value = setting.value().isEmpty() ? "(not set)" : setting.value();
                    table.row(setting.key(), value, origin.isEmpty() ? "default" : origin);
                });
                console.print(configuration
                        .file()
                        .map(file -> "Configuration: " + file)
                        .orElse("No configuration file; see config.example.yaml."));
                console.print(table);
            }
            configuration.telegram().demandCredentials();
            if (!options().quiet()) {
                console.info("The configuration is valid.");
            }
            return ExitCode.DONE;
        }
    }
}

package dev.tgarchiver.cli.command;

import dev.tgarchiver.cli.option.GlobalOptions;
import dev.tgarchiver.cli.process.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = {
            "Print a script with which the shell completes commands and options.",
            "",
            "bash: add  source <(archiver completion bash)  to ~/.bashrc",
            "zsh:  add  source <(archiver completion zsh)   to ~/.zshrc",
            ""
        })
public final class CompletionCommand implements Callable<Integer> {

    /** Lines with which zsh understands completions written for bash. */
    private static final String ZSH_PREAMBLE = """
            autoload -U +X compinit && compinit
            autoload -U +X bashcompinit && bashcompinit
            """;

    /** A shell, under the name that a user types. */
    public enum Shell {
        bash,
        zsh
    }

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell = Shell.bash;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private GlobalOptions options = new GlobalOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        CommandLine root = new CommandLine(new ArchiverCommand());
        CommandSpec rootSpec = root.getCommandSpec();
        // Without a command, archiver accepts the options of download.
        for (OptionSpec option : ImplicitCommand.defaultCommand(root).options()) {
            if (rootSpec.findOption(option.longestName()) == null) {
                rootSpec.addOption(OptionSpec.builder(option).build());
            }
        }
        ImplicitCommand.AS_OPTION.forEach(
                command -> rootSpec.addOption(OptionSpec.builder("--" + command).build()));
        spec.commandLine()
                .getOut()
                .print((shell == Shell.zsh ? ZSH_PREAMBLE : "") + AutoComplete.bash(rootSpec.name(), root));
        spec.commandLine().getOut().flush();
        return ExitCode.DONE.code();
    }
}

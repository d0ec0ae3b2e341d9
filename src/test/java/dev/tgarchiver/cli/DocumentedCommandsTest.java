package dev.tgarchiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.cli.command.ImplicitCommand;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.docs.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The command line understands every command that a page names, in its text and in its blocks. */
final class DocumentedCommandsTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** The program, wherever it lies and whatever is set for it, and its arguments up to the shell's next command. */
    private static final Pattern COMMAND =
            Pattern.compile("(?:^|[\\s;|(])(?:[\\w./]*/bin/)?archiver((?: +(?:'[^']*'|[^\\s;|&()#>]+))*)");

    /** Stands for more of the same in a synopsis. */
    private static final Pattern SYNOPSIS = Pattern.compile("[\\[\\]…]|\\.\\.\\.");

    @Test
    void every_command_is_understood() throws IOException {
        List<String> wrong = new ArrayList<>();
        int found = 0;
        for (Page page : Page.all()) {
            // What the changelog tells of may be gone.
            if (page.file().endsWith("changelog.md")) {
                continue;
            }
            List<String> texts = new ArrayList<>();
            CODE.matcher(String.join("\n", page.prose()).replaceAll("\\s*\\n\\s*(?=\\S)", " "))
                    .results()
                    .map(code -> code.group(1))
                    .filter(code -> !code.startsWith("scripts/") && !code.contains("target/"))
                    .forEach(texts::add);
            page.blocks().stream()
                    .filter(block -> block.isShell() || block.language().equals("crontab"))
                    .flatMap(block -> block.script().lines())
                    .forEach(texts::add);
            for (String text : texts) {
                Matcher commands = COMMAND.matcher(text);
                while (commands.find()) {
                    found++;
                    problem(commands.group(1)).ifPresent(says -> wrong.add(page.file() + ": " + text + ": " + says));
                }
            }
        }
        Matcher started = Pattern.compile("(?m)^ExecStart=.*/bin/archiver(.*)")
                .matcher(Files.readString(Path.of("scripts/archiver.service")));
        assertThat(started.find()).isTrue();
        problem(started.group(1)).ifPresent(wrong::add);
        assertThat(wrong).isEmpty();
        assertThat(found).isGreaterThan(60);
    }

    @Test
    void every_command_and_every_exit_code_has_its_row() throws IOException {
        String reference = Files.readString(Path.of("src/docs/reference.md"));
        for (CommandLine command : Main.commandLine().getSubcommands().values()) {
            assertThat(reference).containsPattern("(?m)^\\| [^|]*`" + command.getCommandName() + "`[^|]*\\|");
        }
        String readme = Files.readString(Path.of("README.md"));
        for (ExitCode code : ExitCode.values()) {
            assertThat(readme).containsPattern("(?m)^\\| " + code.code() + " \\| ");
        }
    }

    private static Optional<String> problem(String arguments) {
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("'[^']*'|\\S+")
                .matcher(SYNOPSIS.matcher(arguments).replaceAll(""));
        while (word.find()) {
            words.add(word.group().replace("'", "").replace("COMMAND", "download"));
        }
        CommandLine root = Main.commandLine();
        try {
            root.parseArgs(ImplicitCommand.complete(root, words.toArray(String[]::new)));
            return Optional.empty();
        } catch (ParameterException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}

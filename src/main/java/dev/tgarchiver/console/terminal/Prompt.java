package dev.tgarchiver.console.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Asks the user, one question at a time. On a terminal the question is on standard error and the answer is typed behind
 * it; off a terminal the answers are the lines of standard input, and the questions are written all the same, so that a
 * log shows them. Methods block until there is an answer.
 */
public final class Prompt {

    private final Console console;
    private final ConsoleSettings.Input input;

    Prompt(Console console, ConsoleSettings.Input input) {
        this.console = console;
        this.input = input;
    }

    /** Whether a user answers, who can be asked again; also on a terminal that only prints. */
    public boolean asksAPerson() {
        return input.terminal();
    }

    /** Asks for a line, such as {@code Phone number: }. */
    public PromptResult line(String question) {
        ask(question);
        java.io.@Nullable Console terminal = terminal();
        return answer(terminal != null ? terminal.readLine() : readLine());
    }

    /** Asks for a line that is not shown while it is typed. Off a terminal there is nothing to hide. */
    public PromptResult secret(String question) {
        ask(question);
        java.io.@Nullable Console terminal = terminal();
        if (terminal == null) {
            return answer(input.terminal() ? EchoOff.during(this::readLine, console) : readLine());
        }
        char @Nullable [] typed = terminal.readPassword();
        return answer(typed == null ? null : new String(typed));
    }

    private void ask(String question) {
        String text = SafeText.text(question);
        console.turn().now(() -> console.writeErr(input.terminal() ? text : text.stripTrailing() + "\n"));
    }

    private PromptResult answer(@Nullable String line) {
        if (line == null) {
            if (input.terminal()) {
                console.turn().now(() -> console.writeErr("\n"));
            }
            return new PromptResult.InputEnded();
        }
        return new PromptResult.Given(line);
    }

    /** Java's own, if standard input really is the process's terminal and Java reads it in its character set. */
    private java.io.@Nullable Console terminal() {
        return input.terminal()
                        && input.stream() == System.in
                        && ProcessStreams.terminalCharset().equals(Charset.defaultCharset())
                ? System.console()
                : null;
    }

    /** Byte by byte, so that nothing behind the line is missing for the next reader. */
    private @Nullable String readLine() {
        Charset charset = input.terminal() ? ProcessStreams.terminalCharset() : StandardCharsets.UTF_8;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        InputStream stream = input.stream();
        try {
            int read = stream.read();
            if (read < 0) {
                return null;
            }
            for (; read >= 0 && read != '\n'; read = stream.read()) {
                line.write(read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Standard input cannot be read", e);
        }
        String text = line.toString(charset);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}

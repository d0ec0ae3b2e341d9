package dev.tgarchiver.console.terminal;

import dev.tgarchiver.console.progress.ManualClock;
import dev.tgarchiver.console.progress.ManualTurn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A console whose time, window and streams are the test's. */
public final class TestConsole {

    final ManualClock clock = new ManualClock();
    final ManualTurn turn = new ManualTurn(clock);
    public WindowSize window = new WindowSize(80, 24);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private boolean terminal;
    private boolean colour;
    private boolean unicode = true;
    private String input = "";
    private @Nullable Console console;

    public static TestConsole terminal(int columns) {
        TestConsole made = new TestConsole();
        made.terminal = true;
        made.window = new WindowSize(columns, 24);
        return made;
    }

    public static TestConsole piped() {
        return new TestConsole();
    }

    TestConsole coloured() {
        colour = true;
        return this;
    }

    TestConsole ascii() {
        unicode = false;
        return this;
    }

    TestConsole typed(String lines) {
        input = lines;
        return this;
    }

    public Console console() {
        Console made = console;
        if (made == null) {
            made = new Console(
                    new ConsoleSettings(
                            new ConsoleSettings.Output(new PrintStream(out, false, StandardCharsets.UTF_8), terminal),
                            new ConsoleSettings.Output(new PrintStream(err, false, StandardCharsets.UTF_8), terminal),
                            new ConsoleSettings.Input(
                                    new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), terminal),
                            colour,
                            unicode,
                            () -> window,
                            clock,
                            clock::nanoTime),
                    turn);
            console = made;
        }
        return made;
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** What the terminal shows of standard error. */
    public String screen() {
        return Screen.show(err(), window.columns());
    }

    public void pass(Duration time) {
        turn.pass(time);
    }
}

package dev.tgarchiver.console.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tgarchiver.console.progress.TaskBar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    @Test
    void results_and_messages_go_their_ways_and_are_safe() {
        TestConsole test = TestConsole.piped().coloured();
        Console console = test.console();
        console.print("one\u001b[2J");
        console.print("");
        console.print(JsonNodeFactory.instance.objectNode().put("a", 1));
        console.info("hello\u0007");
        console.warn("careful");
        console.error("broken");
        assertThat(test.out()).isEqualTo("one\uFFFD[2J\n\n{\"a\":1}\n");
        assertThat(test.err()).isEqualTo("hello\uFFFD\nwarning: careful\nerror: broken\n");
    }

    @Test
    void a_line_break_in_somebodys_text_fakes_no_line() {
        TestConsole test = TestConsole.piped();
        Console console = test.console();
        console.print("failed: post 3, a.mp3\nmissed: post 4\u2028lost: post 5");
        console.info("Walking X\r\nArchived 3 files. Nothing failed.");
        console.warn("a\u0085b");
        console.error(List.of("first\nforged", "second"));
        assertThat(test.out()).isEqualTo("failed: post 3, a.mp3 missed: post 4 lost: post 5\n");
        assertThat(test.err()).isEqualTo("""
                Walking X  Archived 3 files. Nothing failed.
                warning: a b
                error: first forged
                       second
                """);
    }

    @Test
    void colours_are_for_terminals_that_want_them() {
        TestConsole test = TestConsole.terminal(80).coloured();
        test.console().warn("careful");
        assertThat(test.err()).isEqualTo("\u001b[33mwarning: \u001b[0mcareful\n");
        assertThat(test.console().outIsColoured()).isTrue();
        assertThat(TestConsole.terminal(80).console().outIsColoured()).isFalse();
        assertThat(TestConsole.piped().coloured().console().outIsColoured()).isFalse();
    }

    @Test
    void a_librarys_text_comes_line_by_line_as_it_is() {
        TestConsole test = TestConsole.piped();
        PrintWriter writer = test.console().resultWriter();
        writer.print("half ");
        assertThat(test.out()).isEmpty();
        writer.print("\u001b[1mwhole\u001b[0m\nrest");
        assertThat(test.out()).isEqualTo("half \u001b[1mwhole\u001b[0m\n");
        writer.flush();
        assertThat(test.out()).endsWith("rest");
    }

    @Test
    void one_thread_writes_in_order_and_close_waits_for_it() throws InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> writers = Collections.synchronizedList(new ArrayList<>());
        PrintStream stream = new PrintStream(bytes, false, StandardCharsets.UTF_8) {
            @Override
            public void print(String text) {
                writers.add(Thread.currentThread().getName());
                super.print(text);
            }
        };
        Console console = new Console(new ConsoleSettings(
                new ConsoleSettings.Output(stream, false),
                new ConsoleSettings.Output(stream, false),
                new ConsoleSettings.Input(new ByteArrayInputStream(new byte[0]), false),
                false,
                true,
                () -> WindowSize.USUAL,
                Clock.systemUTC(),
                System::nanoTime));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String text = "thread " + i;
            Thread thread = new Thread(() -> {
                for (int n = 0; n < 100; n++) {
                    console.info(text);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        console.turn().soon(() -> console.writeErr("last\n"));
        console.close();
        assertThat(writers).hasSize(801).containsOnly("console");
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .hasSize(801)
                .last()
                .isEqualTo("last");
        console.info("after");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).endsWith("after\n");
    }

    @Test
    void a_display_that_fails_goes_on_ticking() throws InterruptedException {
        TerminalThread thread = new TerminalThread();
        CountDownLatch thrice = new CountDownLatch(3);
        thread.every(Duration.ofMillis(1), () -> {
            thrice.countDown();
            throw new IllegalStateException("a test's failure");
        });
        thrice.await();
        thread.close();
    }

    @Test
    void the_environment_decides_on_colours() {
        assertThat(ProcessStreams.colourAllowed(Map.of("TERM", "xterm"))).isTrue();
        assertThat(ProcessStreams.colourAllowed(Map.of("TERM", "xterm", "NO_COLOR", "1")))
                .isFalse();
        assertThat(ProcessStreams.colourAllowed(Map.of("TERM", "xterm", "NO_COLOR", "")))
                .isTrue();
        assertThat(ProcessStreams.colourAllowed(Map.of("TERM", "dumb"))).isFalse();
        assertThat(ProcessStreams.colourAllowed(Map.of())).isFalse();
        assertThat(ProcessStreams.isUnicode(StandardCharsets.UTF_8)).isTrue();
        assertThat(ProcessStreams.isUnicode(StandardCharsets.US_ASCII)).isFalse();
        assertThat(ProcessStreams.isUnicode(StandardCharsets.ISO_8859_1)).isFalse();
    }

    @Test
    void a_terminal_that_only_prints_is_not_drawn_upon() {
        assertThat(ProcessStreams.canBeDrawnUpon(Map.of("TERM", "xterm"), false))
                .isTrue();
        assertThat(ProcessStreams.canBeDrawnUpon(Map.of("TERM", "dumb"), false)).isFalse();
        assertThat(ProcessStreams.canBeDrawnUpon(Map.of("TERM", ""), false)).isFalse();
        assertThat(ProcessStreams.canBeDrawnUpon(Map.of(), false)).isFalse();
        assertThat(ProcessStreams.canBeDrawnUpon(Map.of(), true)).isTrue();
    }

    @Test
    void the_window_is_what_the_terminal_says_else_what_columns_says() {
        assertThat(TerminalSize.of("50 132", "70")).isEqualTo(new WindowSize(132, 50));
        assertThat(TerminalSize.of("0 0", "70")).isEqualTo(new WindowSize(70, 24));
        assertThat(TerminalSize.of("", "70")).isEqualTo(new WindowSize(70, 24));
        assertThat(TerminalSize.of("", "-3")).isEqualTo(WindowSize.USUAL);
        assertThat(TerminalSize.of("nonsense", null)).isEqualTo(WindowSize.USUAL);
    }

    @Test
    void a_task_has_a_bar_on_a_terminal_and_lines_elsewhere() {
        TestConsole piped = TestConsole.piped();
        try (TaskBar task = new TaskBar(piped.console(), "Verifying", 200_000_000)) {
            task.step(100_000_000);
            piped.pass(Duration.ofSeconds(30));
            task.step(100_000_000);
        }
        assertThat(piped.err()).isEqualTo("Verifying: 100 MB of 200 MB (50%)\nVerifying: 200 MB of 200 MB (100%)\n");

        TestConsole terminal = TestConsole.terminal(60);
        try (TaskBar task = new TaskBar(terminal.console(), "Verifying", 200_000_000)) {
            task.step(200_000_000);
        }
        assertThat(terminal.screen())
                .startsWith("Verifying 100% |█")
                .endsWith("\n")
                .contains("200/200 MB");
    }
}

package dev.tgarchiver.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One process of the program. Its outputs go to files, so that it never waits for a reader. */
public final class ProgramRun {

    /** Longer than the archiver goes on without a byte and an answer. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final Path out;
    private final Path err;

    private ProgramRun(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts a process whose outputs are in {@code files} with the endings {@code .out} and {@code .err}. */
    static ProgramRun start(ProcessBuilder builder, Path files) throws IOException {
        Path out = Path.of(files + ".out");
        Path err = Path.of(files + ".err");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        // A test that fails, or a torture that is stopped, leaves its program behind.
        Thread kill = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(kill);
        CompletableFuture<Void> unused = process.onExit().thenRun(() -> forget(kill));
        return new ProgramRun(process, out, err);
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is what runs now.
        }
    }

    /** Types lines; the input stays open. A program that has ended does not read them. */
    public ProgramRun type(String lines) {
        try {
            OutputStream input = process.getOutputStream();
            input.write(lines.getBytes(UTF_8));
            input.flush();
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    /** Waits for the end; standard input ends now. */
    public ProgramRun await() {
        return await(PATIENCE);
    }

    /** The same, with a patience of its own. */
    public ProgramRun await(Duration patience) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // What was typed is not read any more.
        }
        if (!hasEndedWithin(patience)) {
            process.destroyForcibly();
            throw new AssertionError("The program did not end within " + patience + ":\n" + this);
        }
        return this;
    }

    /** Whether it ends within a time; standard input stays as it is. */
    public boolean hasEndedWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asserts that it has ended with exit code 0. */
    public ProgramRun successful() {
        if (exitCode() != 0) {
            throw new AssertionError(process.info().commandLine().orElse("The program") + " failed: " + this);
        }
        return this;
    }

    public int exitCode() {
        return process.exitValue();
    }

    /** What it has written to standard output so far. */
    public String out() {
        return read(out);
    }

    /** What it has written to standard error so far. */
    public String err() {
        return read(err);
    }

    /** SIGINT, as Ctrl-C sends it. */
    public void interrupt() {
        signal("INT");
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Does something as soon as the process has ended, in a thread of the JDK's. */
    public CompletableFuture<Void> onEnd(Runnable action) {
        return process.onExit().thenRun(action);
    }

    /** A signal, by its name without SIG. */
    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For the message of a failed assertion. */
    @Override
    public String toString() {
        return "exit code " + (process.isAlive() ? "(running)" : exitCode()) + "\n--- out\n" + out() + "--- err\n"
                + err();
    }
}

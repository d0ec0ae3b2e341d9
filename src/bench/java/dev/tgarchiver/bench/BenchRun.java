package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.LocalTelegram;
import dev.tgarchiver.localtelegram.PatchedTdlib;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Post;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The built program in a folder of its own, as somebody has it who installs it today. The folder goes when it ends. */
final class BenchRun implements AutoCloseable {

    static final String PHONE = "+15550001";
    static final String CODE = "12345";

    private final Path folder;
    private final Path distribution;

    /** A folder of its own in another one. */
    static BenchRun in(Path folder, Path distribution, LocalTelegram telegram) throws IOException {
        return new BenchRun(Files.createTempDirectory(folder, "run"), distribution, telegram);
    }

    private BenchRun(Path folder, Path distribution, LocalTelegram telegram) throws IOException {
        this.folder = folder;
        this.distribution = distribution;
        Path original = distribution.resolve("lib/native").resolve(System.mapLibraryName("tdjson"));
        Path patched =
                PatchedTdlib.patch(original, folder.resolveSibling("tdlib").resolve(original.getFileName()));
        Files.writeString(folder.resolve("config.yaml"), """
                telegram:
                  api_id: 12345
                  api_hash: 0123456789abcdef0123456789abcdef
                  proxy: %s
                  tdlib_library: %s
                download:
                  max_files_per_run: 0
                  rate_limit: {requests_per_second: 1000, burst_size: 1000}
                """.formatted(telegram.proxy(), patched.toAbsolutePath()));
    }

    void login() throws IOException, InterruptedException {
        run(CODE + "\n", "login", "--phone", PHONE);
    }

    /** Takes over the login of another folder, as a copy. */
    BenchRun loggedInAs(BenchRun other) throws IOException {
        Folders.copy(other.folder.resolve("data/session"), folder.resolve("data/session"));
        return this;
    }

    /** Runs any command of the program to its end; returns how long it took. */
    Duration command(String... arguments) throws IOException, InterruptedException {
        long started = System.nanoTime();
        run("", arguments);
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** A file or folder of this installation. */
    Path path(String relative) {
        return folder.resolve(relative);
    }

    /** Adds a line to the configuration's section {@code download}. */
    void configure(String line) throws IOException {
        Files.writeString(folder.resolve("config.yaml"), "  " + line + "\n", StandardOpenOption.APPEND);
    }

    /** Archives a channel; returns how long the program ran. */
    Duration download(Channel channel, int workers) throws IOException, InterruptedException {
        long started = System.nanoTime();
        run("", "download", "@" + channel.username(), "--workers", Integer.toString(workers));
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** The same, and watches its memory. */
    Duration download(Channel channel, int workers, Memory memory) throws IOException, InterruptedException {
        long started = System.nanoTime();
        Process process = start("", "download", "@" + channel.username(), "--workers", Integer.toString(workers));
        if (!memory.watch(process, Duration.ofHours(1).toSeconds())) {
            process.destroy();
        }
        ended(process);
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** The bytes of all files whose path in the folder begins like this. */
    long size(String prefix) throws IOException {
        long bytes = 0;
        for (Path file : files(folder.resolve("data"))) {
            if (folder.relativize(file).toString().startsWith(prefix)) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    /** Compares every archived byte with what the channel holds; returns how many files that were. */
    int verify(Channel channel) throws IOException {
        Map<Integer, String> expected = new TreeMap<>();
        for (int id : channel.history().ids()) {
            Post post = channel.history().required(id);
            if (post.media() != null) {
                expected.put(id, post.media().file().sha256());
            }
        }
        Map<Integer, String> actual = new TreeMap<>();
        for (Path file : files(folder.resolve("data/downloads"))) {
            actual.put(Integer.valueOf(file.getFileName().toString().replaceFirst("_.*", "")), sha256(file));
        }
        if (!actual.equals(expected)) {
            throw new IllegalStateException("The archive in " + folder + " is not what the channel holds");
        }
        return actual.size();
    }

    private void run(String input, String... arguments) throws IOException, InterruptedException {
        ended(start(input, arguments));
    }

    private void ended(Process process) throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            throw new IllegalStateException(
                    process.info().commandLine().orElse("The program") + " failed:\n" + Files.readString(output()));
        }
    }

    private Path output() {
        return folder.resolve("output.txt");
    }

    private Process start(String input, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(distribution.resolve("bin/archiver").toAbsolutePath().toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
        try (OutputStream typed = process.getOutputStream()) {
            typed.write(input.getBytes(StandardCharsets.UTF_8));
        }
        return process;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).collect(Collectors.toList());
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        Folders.empty(folder);
    }
}

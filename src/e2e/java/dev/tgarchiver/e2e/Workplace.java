package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.LocalTelegram;
import dev.tgarchiver.localtelegram.PatchedTdlib;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.storage.naming.TemporaryName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder with a configuration, as a user has it, and the server that it leads to. */
final class Workplace {

    static final String PHONE = "+15550001";
    static final String CODE = "12345";

    private static final Path DISTRIBUTION = Path.of(System.getProperty("archiver.dist", "target/archiver"));

    private static @Nullable Path patchedLibrary;

    private final Path folder;
    private final LocalTelegram telegram;
    private final Map<String, String> environment = new TreeMap<>();
    private int runs;

    Workplace(Path folder, LocalTelegram telegram) throws IOException {
        this.folder = folder;
        this.telegram = telegram;
        configure("");
    }

    /** Writes the configuration, with further lines for its section {@code download}. */
    void configure(String download) throws IOException {
        Files.writeString(folder.resolve("config.yaml"), """
                telegram:
                  api_id: 12345
                  api_hash: 0123456789abcdef0123456789abcdef
                  proxy: %s
                  tdlib_library: %s
                download:
                  max_files_per_run: 0
                  rate_limit: {requests_per_second: 30, burst_size: 100}
                  retry: {max_attempts: 3, base_delay: 100ms, max_delay: 1s}
                %s""".formatted(telegram.proxy(), patchedLibrary(), download));
    }

    /** Sets a variable for the program's runs from now on. */
    void environment(String name, String value) {
        environment.put(name, value);
    }

    /** Runs the program to its end, typing {@code input}. */
    ProgramRun run(String input, String... arguments) throws IOException {
        return start(arguments).type(input).await();
    }

    /** Starts the program. */
    ProgramRun start(String... arguments) throws IOException {
        return startUnder(List.of(), arguments);
    }

    /** Starts the program under another one, which is given the program's whole command. */
    ProgramRun startUnder(List<String> other, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(other);
        command.add(program().toString());
        command.addAll(Arrays.asList(arguments));
        return launch(command);
    }

    /** Has a shell run a command line with {@code archiver} in it, to its end. */
    ProgramRun shell(String commandLine) throws IOException {
        String path = "PATH='" + program().getParent() + "':\"$PATH\"; ";
        return launch(List.of("sh", "-c", path + commandLine)).await();
    }

    /** Starts any command in the workplace, with the variables that the program would have. */
    ProgramRun launch(List<String> command) throws IOException {
        runs++;
        Path out = folder.resolve("run-" + runs + ".out");
        Path err = folder.resolve("run-" + runs + ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ARCHIVER_") || name.startsWith("TELEGRAM_"));
        // What cron, systemd and containers have; LocaleIT has others.
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        builder.environment().putAll(environment);
        Process process = builder.start();
        // A test that fails leaves its program behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new ProgramRun(process, out, err);
    }

    /** Logs in as the user with {@link #PHONE}. */
    void login() throws IOException {
        ProgramRun run = run(CODE + "\n", "login", "--phone", PHONE);
        if (run.exitCode() != 0) {
            throw new AssertionError("login failed: " + run);
        }
    }

    /** The program that is tested. */
    static Path program() {
        return DISTRIBUTION.resolve("bin/archiver").toAbsolutePath();
    }

    /** Takes over another workplace's login: a copy of its session, as a lane has one. */
    Workplace loggedInAs(Workplace other) throws IOException {
        Path from = other.folder.resolve("data/session");
        Path to = folder.resolve("data/session");
        Files.createDirectories(to.getParent());
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return this;
    }

    /** The archiver's log so far. */
    String log() throws IOException {
        return Files.readString(folder.resolve("data/logs/downloader.log"));
    }

    Path folder() {
        return folder;
    }

    Path downloads() {
        return folder.resolve("data/downloads");
    }

    /** The archived files by message id, which begins each name. */
    Map<Integer, Path> archived() throws IOException {
        if (Files.notExists(downloads())) {
            return Map.of();
        }
        try (Stream<Path> paths = Files.walk(downloads())) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> !TemporaryName.is(path))
                    .collect(Collectors.toMap(
                            path -> Integer.valueOf(
                                    path.getFileName().toString().replaceFirst("_.*", "")),
                            path -> path));
        }
    }

    /** The archived file of a post. */
    Path archived(int messageId) throws IOException {
        Path file = archived().get(messageId);
        if (file == null) {
            throw new AssertionError(
                    "no file of post " + messageId + " among " + archived().keySet());
        }
        return file;
    }

    /** Asserts that these posts' files are in the archive, byte for byte, and nothing else is. */
    void assertArchiveIs(List<Post> posts) throws IOException {
        Map<Integer, String> expected = new TreeMap<>();
        for (Post post : posts) {
            Optional.ofNullable(post.media())
                    .ifPresent(media -> expected.put(post.id(), media.file().sha256()));
        }
        Map<Integer, String> actual = new TreeMap<>();
        for (Map.Entry<Integer, Path> file : archived().entrySet()) {
            actual.put(file.getKey(), digest(file.getValue()));
        }
        assertThat(actual).isEqualTo(expected);
    }

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Patched once for all tests of this process. */
    private static synchronized Path patchedLibrary() throws IOException {
        if (patchedLibrary == null) {
            patchedLibrary = patch();
        }
        return patchedLibrary;
    }

    private static Path patch() throws IOException {
        Path original = DISTRIBUTION.resolve("lib/native").resolve(System.mapLibraryName("tdjson"));
        Path patched = DISTRIBUTION.resolveSibling("patched").resolve(original.getFileName());
        return PatchedTdlib.patch(original, patched).toAbsolutePath();
    }
}

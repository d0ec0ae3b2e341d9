package dev.tgarchiver.torture;

import dev.tgarchiver.localtelegram.LocalTelegram;
import dev.tgarchiver.localtelegram.PatchedTdlib;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The built program with a configuration and folders of its own. */
final class TorturedArchive {

    static final String PHONE = "+15550001";
    static final String CODE = "12345";

    private final Path folder;
    private final Path distribution;

    /** Makes the folder's configuration; the folder's data, if there is some, stays. */
    TorturedArchive(Path folder, Path distribution, LocalTelegram telegram) throws IOException {
        this.folder = folder;
        this.distribution = distribution;
        Path original = distribution.resolve("lib/native").resolve(System.mapLibraryName("tdjson"));
        Path patched = PatchedTdlib.patch(
                original, distribution.resolveSibling("patched").resolve(original.getFileName()));
        Files.createDirectories(downloads());
        Files.writeString(folder.resolve("config.yaml"), """
                telegram:
                  api_id: 12345
                  api_hash: 0123456789abcdef0123456789abcdef
                  proxy: %s
                  tdlib_library: %s
                download:
                  max_files_per_run: 0
                  rate_limit: {requests_per_second: 30, burst_size: 1000}
                """.formatted(telegram.proxy(), patched.toAbsolutePath()));
    }

    Path data() {
        return folder.resolve("data");
    }

    Path downloads() {
        return data().resolve("downloads");
    }

    Path tracker() {
        return data().resolve("tracker.db");
    }

    Path trackerLog() {
        return data().resolve("tracker.db-wal");
    }

    void login() throws IOException, InterruptedException {
        Process process = start("login", "--phone", PHONE);
        try (OutputStream typed = process.getOutputStream()) {
            typed.write((CODE + "\n").getBytes(StandardCharsets.UTF_8));
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("The login failed:\n" + output());
        }
    }

    /** Logs in with a copy of another archive's session, as a lane does. */
    void takeOverLogin(TorturedArchive other) throws IOException {
        Path from = other.data().resolve("session");
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(
                        path,
                        data().resolve("session").resolve(from.relativize(path)),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Starts the program. */
    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program());
        command.addAll(List.of(arguments));
        return launch(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile()));
    }

    private String program() {
        return distribution.resolve("bin/archiver").toAbsolutePath().toString();
    }

    private Process launch(ProcessBuilder builder) throws IOException {
        builder.directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ARCHIVER_") || name.startsWith("TELEGRAM_"));
        Process process = builder.start();
        // A torture that is stopped leaves its program behind.
        Thread end = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(end);
        CompletableFuture<Void> unused = process.onExit().thenRun(() -> forget(end));
        return process;
    }

    private static void forget(Thread end) {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // It is what runs now.
        }
    }

    /** Starts the program with outputs that nobody reads: a pipe that is full. */
    Process startUnread(List<String> arguments) throws IOException {
        Files.writeString(folder.resolve("output.txt"), "");
        Files.deleteIfExists(folder.resolve("pipe"));
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                // Until the program is there, its signals do not count.
                "trap '' INT TERM HUP; mkfifo pipe && exec 3<>pipe && head -c 65536 /dev/zero >&3; trap - INT TERM HUP; "
                        + "exec \"$0\" \"$@\" >&3 2>&3",
                program()));
        command.addAll(arguments);
        return launch(new ProcessBuilder(command));
    }

    /** Copies of the login that nobody will resume. */
    List<Path> copiesOfTheLogin() throws IOException {
        Path lanes = data().resolve("lanes");
        if (Files.notExists(lanes)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(lanes)) {
            return folders.filter(Files::isDirectory)
                    .filter(lane -> !hasFiles(lane.resolve("partials")))
                    .toList();
        }
    }

    private static boolean hasFiles(Path folder) {
        String[] names = folder.toFile().list();
        return names != null && names.length > 0;
    }

    /** Bytes in the program's log. */
    long logged() throws IOException {
        Path log = data().resolve("logs").resolve("downloader.log");
        return Files.exists(log) ? Files.size(log) : 0;
    }

    /** What a virtual machine leaves that crashed. */
    List<Path> crashFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("(hs_err|replay|core).*"))
                    .toList();
        }
    }

    /** What the last program wrote. */
    String output() throws IOException {
        return Files.readString(folder.resolve("output.txt"));
    }

    /** Removes everything. */
    void delete() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

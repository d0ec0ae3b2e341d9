package dev.tgarchiver.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.junit.LocalTelegram;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.Installation;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets stay where the user put them: none is found in any file, output or process list. */
@LocalTelegram
final class SecretsIT {

    private static final String HASH = "c0ffee7a11ca9a71e5ec2e7b5eed4b1d";
    private static final String PHONE = "15557770123";
    private static final String CODE = "90817263";
    private static final String PASSWORD = "canary-password-7f3a";
    private static final String WRONG_PASSWORD = "canary-wrong-password-11";
    private static final String KEY = "canary-session-key-51c8";
    private static final String PROXY_PASSWORD = "canary-proxy-9d2e";

    @TempDir
    private Path folder;

    private TelegramServer telegram;
    private Installation archiver;

    @BeforeEach
    void start(TelegramServer server) throws IOException {
        telegram = server;
        telegram.world().user("+" + PHONE).named("Alice", "").code(CODE).password(PASSWORD, "");
        telegram.world()
                .channel("Some Channel")
                .username("some")
                .posts(8, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(300_000L * id))));
        archiver = Installation.in(folder, telegram);
        Path config = folder.resolve("config.yaml");
        Files.writeString(
                config,
                Files.readString(config)
                        .replaceAll("(?m)api_hash: .*", "api_hash: \\${CANARY_HASH}")
                        .replaceAll("(?m)proxy: .*", "proxy: \\${CANARY_PROXY}"));
        archiver.environment("CANARY_HASH", HASH);
        archiver.environment("CANARY_PROXY", telegram.proxy().replace("//", "//someone:" + PROXY_PASSWORD + "@"));
        archiver.environment("ARCHIVER_SESSION_KEY", KEY);
    }

    private static Map<String, byte[]> needles() {
        Map<String, byte[]> needles = new TreeMap<>();
        for (String secret : List.of(HASH, PHONE, CODE, PASSWORD, WRONG_PASSWORD, KEY, PROXY_PASSWORD)) {
            needles.put(secret, secret.getBytes(UTF_8));
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8));
            needles.put(encoded, encoded.getBytes(UTF_8));
        }
        return needles;
    }

    /** Every file of the archiver, the outputs of all runs among them; the session folder aside. */
    private void assertNowhere(String when) throws IOException {
        List<Path> files;
        try (Stream<Path> paths = Files.walk(folder)) {
            files = paths.filter(Files::isRegularFile)
                    .filter(path -> !path.startsWith(folder.resolve("data/session")))
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(3);
        List<String> leaks = new ArrayList<>();
        for (Path file : files) {
            String text = new String(Files.readAllBytes(file), ISO_8859_1);
            needles().forEach((secret, bytes) -> {
                if (text.contains(new String(bytes, ISO_8859_1))) {
                    leaks.add(secret + " in " + folder.relativize(file));
                }
            });
        }
        assertThat(leaks).as(when).isEmpty();
    }

    private static void assertNotInTheProcessList() throws IOException {
        List<String> leaks = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes
                    .filter(path -> path.getFileName().toString().matches("\\d+"))
                    .toList()) {
                String command = commandLine(process);
                needles().keySet().stream()
                        .filter(command::contains)
                        .forEach(secret -> leaks.add(secret + ": " + command));
            }
        }
        assertThat(leaks).isEmpty();
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), ISO_8859_1).replace('\0', ' ');
        } catch (IOException e) {
            // It ended meanwhile.
            return "";
        }
    }

    private ProgramRun downloadBegun() {
        try {
            telegram.conditions().bandwidth(1_500_000);
            ProgramRun run = archiver.start("download", "@some", "-v", "--workers", "3");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !archiver.archived().isEmpty() || !run.isAlive());
            assertThat(run.isAlive()).as("%s", run).isTrue();
            return run;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void none_leaves_the_session_folder() throws IOException {
        archiver.environment("ARCHIVER_LOGIN_PHONE", "+" + PHONE);
        archiver.environment("ARCHIVER_LOGIN_CODE", CODE);
        archiver.environment("ARCHIVER_LOGIN_PASSWORD", WRONG_PASSWORD);
        assertThat(archiver.run("", "login", "-v").exitCode()).isEqualTo(4);
        for (String name : List.of("PHONE", "CODE", "PASSWORD")) {
            archiver.environment("ARCHIVER_LOGIN_" + name, "");
        }
        String typed = "+" + PHONE + "\n" + CODE + "\n" + WRONG_PASSWORD + "\n" + PASSWORD + "\n";
        ProgramRun login = archiver.run(typed, "login", "-v");
        assertThat(login.exitCode()).as("%s", login).isZero();
        assertNowhere("after the login");

        assertThat(archiver.run("", "config", "check").out()).contains("api_hash", "proxy");
        assertThat(archiver.run("", "chats", "--json", "-v").exitCode()).isZero();
        telegram.faults().error("upload.getFile", 400, "LOCATION_INVALID").times(3);
        archiver.run("", "download", "@some", "--json", "-v", "--max-files", "1");
        archiver.run("", "stats", "--json");
        assertNowhere("after a download");

        ProgramRun killed = downloadBegun();
        assertNotInTheProcessList();
        killed.kill();
        killed.await();
        assertNowhere("after kill -9");

        ProgramRun crashed = downloadBegun();
        new ProcessBuilder("kill", "-SEGV", Long.toString(crashed.pid())).start();
        crashed.await();
        assertThat(crashed.exitCode()).isNotZero();
        assertNowhere("after a crash of the whole process");

        archiver.environment("ARCHIVER_JAVA_OPTS", "-Dorg.sqlite.lib.path=/nowhere -Djava.io.tmpdir=/nowhere");
        ProgramRun broken = archiver.run("", "download", "@some", "-v");
        assertThat(broken.exitCode()).as("%s", broken).isNotZero();
        archiver.environment("ARCHIVER_JAVA_OPTS", "");
        assertNowhere("after an unexpected error");

        telegram.conditions().bandwidth(0);
        assertThat(archiver.run("", "download", "@some").exitCode()).isZero();
        assertThat(archiver.run("", "logout", "-v").exitCode()).isZero();
        assertNowhere("after the logout");
    }

    @Test
    void a_wrong_value_is_told_without_its_words() throws IOException {
        archiver.environment("CANARY_HASH", PASSWORD);
        archiver.environment("CANARY_PROXY", "socks5://someone:" + PROXY_PASSWORD + "@host:port:7");
        for (String command : List.of("config check", "download @some")) {
            ProgramRun run = archiver.run("", command.split(" "));
            assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
            assertThat(run.err()).contains("telegram.api_hash").contains("telegram.proxy");
        }
        assertNowhere("after a wrong configuration");
    }

    @Test
    void whatever_tells_of_the_account_is_for_its_owner_only() throws IOException {
        String typed = "+" + PHONE + "\n" + CODE + "\n" + PASSWORD + "\n";
        assertThat(archiver.run(typed, "login").exitCode()).isZero();
        ProgramRun run = downloadBegun();
        for (String secret : List.of("session", "cache", "lanes", "tracker.db", "tracker.db-wal", "progress.json")) {
            Path path = folder.resolve("data").resolve(secret);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .as(secret)
                    .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
        }
        run.interrupt();
        run.await();
        Path session = folder.resolve("data/session");
        Path cache = folder.resolve("data/cache");
        for (Path path : List.of(session, cache)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-x---"));
        }
        ProgramRun refused = archiver.run("", "download", "@some");
        assertThat(refused.exitCode()).as("%s", refused).isEqualTo(6);
        assertThat(refused.err()).contains("chmod 700 '" + session);
        Files.setPosixFilePermissions(session, PosixFilePermissions.fromString("rwx------"));
        telegram.conditions().bandwidth(0);
        ProgramRun mended = archiver.run("", "download", "@some");
        assertThat(mended.exitCode()).as("%s", mended).isZero();
        // That one holds no login, so it is closed without a question.
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                .isEqualTo("rwx------");
    }
}

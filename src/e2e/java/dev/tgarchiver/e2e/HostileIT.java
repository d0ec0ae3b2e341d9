package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.junit.LocalTelegram;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.program.Distribution;
import dev.tgarchiver.program.Installation;
import dev.tgarchiver.program.ProgramRun;
import dev.tgarchiver.storage.naming.HostileNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names, titles and captions that somebody chose in order to do harm, through the real TDLib. */
@LocalTelegram
final class HostileIT {

    private static final String ESCAPES = "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egpj.exe\r\nerror: faked\u0085";

    @TempDir
    private Path folder;

    private TelegramServer telegram;
    private Installation archiver;
    private User user;

    @BeforeEach
    void start(TelegramServer server) throws IOException {
        telegram = server;
        user = telegram.world()
                .user(Installation.PHONE)
                .named("Al" + ESCAPES, "")
                .code(Installation.CODE);
        archiver = Installation.in(Files.createDirectory(folder.resolve("archiver")), telegram);
        archiver.login();
    }

    private static Channel fill(Channel channel, List<String> names) {
        int size = 1_000;
        for (String name : names) {
            String caption = name.substring(0, Math.min(900, name.length()));
            channel.post(PostDraft.media(Media.document(name, RemoteFile.ofSize(size++)))
                    .caption(caption));
        }
        return channel;
    }

    private static List<Post> posts(Channel channel) {
        return channel.history().ids().stream().map(channel.history()::required).toList();
    }

    /** Everything below the temporary folder that is none of the archive's own. */
    private Set<String> outside() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> !path.startsWith(archiver.folder().resolve("data")))
                    .map(path -> folder.relativize(path).toString())
                    .filter(path -> !path.matches("archiver/run-\\d+\\.(out|err)"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private void assertBelowTheRoot() throws IOException {
        Path root = archiver.downloads().toRealPath();
        for (Path file : archiver.archived().values()) {
            assertThat(file.toRealPath()).startsWith(root);
            assertThat(file.getFileName().toString().getBytes(StandardCharsets.UTF_8))
                    .hasSizeLessThanOrEqualTo(255);
        }
    }

    private static void assertHarmless(String what, String text) {
        for (int codePoint : text.codePoints().toArray()) {
            boolean harmless = codePoint == '\n'
                    || codePoint == '\t'
                    || (!Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.FORMAT);
            assertThat(harmless)
                    .as("%s has %s:\n%s", what, Integer.toHexString(codePoint), text)
                    .isTrue();
        }
    }

    @Test
    void no_name_leads_out_of_the_archive_or_onto_another_file() throws IOException {
        archiver.configure("  path_template: \"{channel}/{caption}/{id}_{name}\"\n");
        List<String> names = List.copyOf(new LinkedHashSet<>(HostileNames.all()));
        assertThat(names).hasSizeGreaterThan(300);
        Channel channel = fill(telegram.world().channel("../../../escape").username("hostile"), names);
        Set<String> before = outside();
        ProgramRun run = archiver.run("", "download", "@hostile", "--workers", "5");
        assertThat(run.exitCode()).as("%s", run).isZero();

        archiver.assertArchiveIs(posts(channel));
        assertBelowTheRoot();
        assertThat(outside()).isEqualTo(before);
        assertThat(archiver.run("", "verify").exitCode()).isZero();
        ProgramRun cleanup = archiver.run("", "cleanup", "--orphans");
        assertThat(cleanup.out()).contains("Nothing to clean up.");
        telegram.calls().clear();
        assertThat(archiver.run("", "download", "@hostile").exitCode()).isZero();
        assertThat(telegram.calls().count("upload.getFile")).isZero();
        archiver.assertArchiveIs(posts(channel));
    }

    @Test
    void titles_that_collide_or_lead_elsewhere_get_folders_of_their_own() throws IOException {
        List<String> titles = List.of(
                "News",
                "NEWS",
                "news ",
                "Ne\u200bws",
                "caf\u00e9",
                "cafe\u0301",
                "..",
                "/",
                "CON",
                "-rf",
                "\u202e",
                "\u0000",
                "x".repeat(128),
                "x".repeat(128) + ".",
                "a/b",
                "a\\b",
                ESCAPES);
        List<String> command = new ArrayList<>(List.of("download"));
        for (int i = 0; i < titles.size(); i++) {
            fill(telegram.world().channel(titles.get(i)).username("channel_" + i), List.of("same.bin"));
            command.add("@channel_" + i);
        }
        Set<String> before = outside();
        ProgramRun run = archiver.run("", command.toArray(String[]::new));
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(outside()).isEqualTo(before);
        try (Stream<Path> paths = Files.walk(archiver.downloads())) {
            assertThat(paths.filter(Files::isRegularFile)).hasSize(titles.size());
        }
        try (Stream<Path> folders = Files.list(archiver.downloads())) {
            assertThat(folders).hasSize(titles.size());
        }
        assertThat(archiver.run("", "verify").exitCode()).isZero();
    }

    @Test
    void a_link_in_the_archive_is_not_followed() throws IOException {
        Channel channel = fill(telegram.world().channel("Some Channel").username("some"), List.of("a.bin", "b.bin"));
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createDirectories(archiver.downloads());
        Path link = Files.createSymbolicLink(archiver.downloads().resolve("Some Channel"), elsewhere);
        ProgramRun run = archiver.run("", "download", "@some");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(3);
        assertThat(run.out()).contains("symbolic link").contains("archiver stats --failures lists them");
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(archiver.run("", "cleanup", "--orphans").exitCode()).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(archiver.run("", "stats").out())
                .contains("Once nothing blocks the files' paths: archiver retry @some && archiver download" + " @some");

        Files.delete(link);
        assertThat(archiver.run("", "retry").exitCode()).isZero();
        assertThat(archiver.run("", "download", "@some").exitCode()).isZero();
        archiver.assertArchiveIs(posts(channel));

        // Whoever exchanges a folder later gains nothing either.
        Path precious = Files.writeString(elsewhere.resolve("precious"), "x");
        Path archived = archiver.archived(1).getParent();
        Files.move(archived, folder.resolve("aside"));
        Files.createSymbolicLink(archived, elsewhere);
        archiver.run("", "cleanup", "--orphans");
        archiver.run("", "verify", "--repair");
        archiver.run("", "download", "@some");
        assertThat(elsewhere).isDirectoryContaining(precious::equals);
        try (Stream<Path> inside = Files.list(elsewhere)) {
            assertThat(inside).containsExactly(precious);
        }
    }

    @Test
    void the_root_may_be_a_link() throws IOException {
        Channel channel = fill(telegram.world().channel("Some Channel").username("some"), List.of("a.bin", "b.bin"));
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Files.createDirectories(archiver.downloads().getParent());
        Files.createSymbolicLink(archiver.downloads(), disk);
        ProgramRun run = archiver.run("", "download", "@some");
        assertThat(run.exitCode()).as("%s", run).isZero();
        try (Stream<Path> files = Files.walk(disk)) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSize(posts(channel).size());
        }
        assertThat(archiver.run("", "verify").exitCode()).isZero();
    }

    @Test
    void a_path_in_the_tracker_that_leads_out_is_damage() throws IOException, SQLException {
        fill(telegram.world().channel("Some Channel").username("some"), List.of("a.bin", "b.bin"));
        assertThat(archiver.run("", "download", "@some").exitCode()).isZero();
        Path victim = Files.writeString(archiver.folder().resolve("victim"), "x");
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + archiver.folder().resolve("data/tracker.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE file SET path = '../../victim' WHERE id = 1");
        }
        for (List<String> command : List.of(
                List.of("verify"),
                List.of("verify", "--repair"),
                List.of("cleanup", "--orphans"),
                List.of("cleanup", "--relocate"))) {
            ProgramRun run = archiver.run("", command.toArray(String[]::new));
            assertThat(run.exitCode()).as("%s: %s", command, run).isEqualTo(6);
            assertThat(run.err()).contains("../../victim").contains("--recover-tracker");
        }
        assertThat(victim).hasContent("x");
        ProgramRun recovery = archiver.run("", "cleanup", "--recover-tracker");
        assertThat(recovery.exitCode()).as("%s", recovery).isZero();
        assertThat(recovery.out()).contains("Recovered").contains("Lost: 1 post, 1 file.");
        assertThat(archiver.run("", "download", "@some").exitCode()).isZero();
        assertThat(archiver.run("", "verify").exitCode()).isZero();
        assertThat(archiver.archived()).hasSize(2);
    }

    @Test
    void no_terminal_acts_upon_what_others_wrote() throws IOException {
        Channel channel = fill(
                telegram.world().channel("Title " + ESCAPES).username("some").joinedBy(user),
                List.of(ESCAPES + ".bin", "fine.bin", "gone " + ESCAPES + ".bin"));
        channel.about(ESCAPES);
        assertThat(archiver.run("", "download", "@some", "--max-files", "1").exitCode())
                .isZero();
        channel.history().delete(3);
        List<List<String>> commands = List.of(
                List.of("chats"),
                List.of("download", "@some", "--dry-run"),
                List.of("download", "@some", "-v", "--json"),
                List.of("stats", "--failures"),
                List.of("stats", "--json"),
                List.of("progress"),
                List.of("verify"),
                List.of("download", "@so\u001b[2Jme"),
                List.of("--\u001b[2J"),
                List.of("download", "--config", "no\u001b[2Jthere"),
                List.of("logout"));
        for (List<String> command : commands) {
            ProgramRun run = archiver.run("", command.toArray(String[]::new));
            assertHarmless(command + " on standard output", run.out());
            assertHarmless(command + " on standard error", run.err());
            assertThat(run.err().lines()).as("%s: %s", command, run).noneMatch(line -> line.startsWith("error: faked"));
        }
        for (String log : List.of("downloader.log", "tdlib.log")) {
            assertHarmless(
                    log, Files.readString(archiver.folder().resolve("data/logs").resolve(log)));
        }
    }

    /** A terminal of its own, as the program sees it, by script(1). */
    @Test
    void nor_does_a_terminal_that_shows_bars() throws IOException {
        fill(telegram.world().channel("Title " + ESCAPES).username("some"), List.of(ESCAPES + ".bin", "fine.bin"));
        telegram.conditions().bandwidth(4_000);
        ProgramRun run = archiver.launch(List.of(
                        "env",
                        "TERM=xterm",
                        "script",
                        "-qec",
                        Distribution.TESTED.program() + " download @some",
                        folder.resolve("typescript").toString()))
                .await();
        assertThat(run.exitCode()).as("%s", run).isZero();
        String shown = run.out();
        assertThat(shown).contains("\u001b[").contains("fine.bin");
        assertThat(shown)
                .doesNotContain("\u001b]0;")
                .doesNotContain("\u001b[2J")
                .doesNotContain("\u009b")
                .doesNotContain("\u0007")
                .doesNotContain("\u202e");
    }
}

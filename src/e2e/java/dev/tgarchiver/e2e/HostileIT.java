package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.LocalTelegram;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.localtelegram.world.User;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names, titles and captions that somebody chose in order to do harm, through the real TDLib. */
final class HostileIT {

    private static final String ESCAPES = "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egpj.exe\r\nerror: faked\u0085";

    @TempDir
    private Path folder;

    private LocalTelegram telegram;
    private Workplace workplace;
    private User user;

    @BeforeEach
    void start() throws IOException {
        telegram = LocalTelegram.start();
        user = telegram.world().user(Workplace.PHONE).named("Al" + ESCAPES, "").code(Workplace.CODE);
        workplace = new Workplace(Files.createDirectory(folder.resolve("workplace")), telegram);
        workplace.login();
    }

    @AfterEach
    void stop() throws IOException {
        telegram.close();
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
            return paths.filter(path -> !path.startsWith(workplace.folder().resolve("data")))
                    .map(path -> folder.relativize(path).toString())
                    .filter(path -> !path.matches("workplace/run-\\d+\\.(out|err)"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private void assertBelowTheRoot() throws IOException {
        Path root = workplace.downloads().toRealPath();
        for (Path file : workplace.archived().values()) {
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
        workplace.configure("  path_template: \"{channel}/{caption}/{id}_{name}\"\n");
        List<String> names = List.copyOf(new LinkedHashSet<>(HostileNames.all()));
        assertThat(names).hasSizeGreaterThan(300);
        Channel channel = fill(telegram.world().channel("../../../escape").username("hostile"), names);
        Set<String> before = outside();
        ProgramRun run = workplace.run("", "download", "@hostile", "--workers", "5");
        assertThat(run.exitCode()).as("%s", run).isZero();

        workplace.assertArchiveIs(posts(channel));
        assertBelowTheRoot();
        assertThat(outside()).isEqualTo(before);
        assertThat(workplace.run("", "verify").exitCode()).isZero();
        ProgramRun cleanup = workplace.run("", "cleanup", "--orphans");
        assertThat(cleanup.out()).contains("Nothing to clean up.");
        telegram.calls().clear();
        assertThat(workplace.run("", "download", "@hostile").exitCode()).isZero();
        assertThat(telegram.calls().count("upload.getFile")).isZero();
        workplace.assertArchiveIs(posts(channel));
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
        ProgramRun run = workplace.run("", command.toArray(String[]::new));
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(outside()).isEqualTo(before);
        try (Stream<Path> paths = Files.walk(workplace.downloads())) {
            assertThat(paths.filter(Files::isRegularFile)).hasSize(titles.size());
        }
        try (Stream<Path> folders = Files.list(workplace.downloads())) {
            assertThat(folders).hasSize(titles.size());
        }
        assertThat(workplace.run("", "verify").exitCode()).isZero();
    }

    @Test
    void a_link_in_the_archive_is_not_followed() throws IOException {
        Channel channel = fill(telegram.world().channel("Some Channel").username("some"), List.of("a.bin", "b.bin"));
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createDirectories(workplace.downloads());
        Path link = Files.createSymbolicLink(workplace.downloads().resolve("Some Channel"), elsewhere);
        ProgramRun run = workplace.run("", "download", "@some");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(3);
        assertThat(run.out()).contains("symbolic link").contains("archiver stats --failures lists them");
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(workplace.run("", "cleanup", "--orphans").exitCode()).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(workplace.run("", "stats").out())
                .contains("Once nothing blocks the files' paths: archiver retry @some && archiver download" + " @some");

        Files.delete(link);
        assertThat(workplace.run("", "retry").exitCode()).isZero();
        assertThat(workplace.run("", "download", "@some").exitCode()).isZero();
        workplace.assertArchiveIs(posts(channel));

        // Whoever exchanges a folder later gains nothing either.
        Path precious = Files.writeString(elsewhere.resolve("precious"), "x");
        Path archived = workplace.archived(1).getParent();
        Files.move(archived, folder.resolve("aside"));
        Files.createSymbolicLink(archived, elsewhere);
        workplace.run("", "cleanup", "--orphans");
        workplace.run("", "verify", "--repair");
        workplace.run("", "download", "@some");
        assertThat(elsewhere).isDirectoryContaining(precious::equals);
        try (Stream<Path> inside = Files.list(elsewhere)) {
            assertThat(inside).containsExactly(precious);
        }
    }

    @Test
    void the_root_may_be_a_link() throws IOException {
        Channel channel = fill(telegram.world().channel("Some Channel").username("some"), List.of("a.bin", "b.bin"));
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Files.createDirectories(workplace.downloads().getParent());
        Files.createSymbolicLink(workplace.downloads(), disk);
        ProgramRun run = workplace.run("", "download", "@some");
        assertThat(run.exitCode()).as("%s", run).isZero();
        try (Stream<Path> files = Files.walk(disk)) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSize(posts(channel).size());
        }
        assertThat(workplace.run("", "verify").exitCode()).isZero();
    }

    @Test
    void a_path_in_the_tracker_that_leads_out_is_damage() throws IOException, SQLException {
        fill(telegram.world().channel("Some Channel").username("some"), List.of("a.bin", "b.bin"));
        assertThat(workplace.run("", "download", "@some").exitCode()).isZero();
        Path victim = Files.writeString(workplace.folder().resolve("victim"), "x");
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + workplace.folder().resolve("data/tracker.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE file SET path = '../../victim' WHERE id = 1");
        }
        for (List<String> command : List.of(
                List.of("verify"),
                List.of("verify", "--repair"),
                List.of("cleanup", "--orphans"),
                List.of("cleanup", "--relocate"))) {
            ProgramRun run = workplace.run("", command.toArray(String[]::new));
            assertThat(run.exitCode()).as("%s: %s", command, run).isEqualTo(6);
            assertThat(run.err()).contains("../../victim").contains("--recover-tracker");
        }
        assertThat(victim).hasContent("x");
        ProgramRun recovery = workplace.run("", "cleanup", "--recover-tracker");
        assertThat(recovery.exitCode()).as("%s", recovery).isZero();
        assertThat(recovery.out()).contains("Recovered").contains("Lost: 1 post, 1 file.");
        assertThat(workplace.run("", "download", "@some").exitCode()).isZero();
        assertThat(workplace.run("", "verify").exitCode()).isZero();
        assertThat(workplace.archived()).hasSize(2);
    }

    @Test
    void no_terminal_acts_upon_what_others_wrote() throws IOException {
        Channel channel = fill(
                telegram.world().channel("Title " + ESCAPES).username("some").joinedBy(user),
                List.of(ESCAPES + ".bin", "fine.bin", "gone " + ESCAPES + ".bin"));
        channel.about(ESCAPES);
        assertThat(workplace.run("", "download", "@some", "--max-files", "1").exitCode())
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
            ProgramRun run = workplace.run("", command.toArray(String[]::new));
            assertHarmless(command + " on standard output", run.out());
            assertHarmless(command + " on standard error", run.err());
            assertThat(run.err().lines()).as("%s: %s", command, run).noneMatch(line -> line.startsWith("error: faked"));
        }
        for (String log : List.of("downloader.log", "tdlib.log")) {
            assertHarmless(
                    log,
                    Files.readString(workplace.folder().resolve("data/logs").resolve(log)));
        }
    }

    /** A terminal of its own, as the program sees it, by script(1). */
    @Test
    void nor_does_a_terminal_that_shows_bars() throws IOException {
        fill(telegram.world().channel("Title " + ESCAPES).username("some"), List.of(ESCAPES + ".bin", "fine.bin"));
        telegram.conditions().bandwidth(4_000);
        ProgramRun run = workplace
                .launch(List.of(
                        "script",
                        "-qec",
                        Workplace.program() + " download @some",
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

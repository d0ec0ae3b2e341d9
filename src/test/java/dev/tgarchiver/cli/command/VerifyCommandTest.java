package dev.tgarchiver.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.archive.TestArchive;
import dev.tgarchiver.archive.TestRun;
import dev.tgarchiver.cli.TestProgram;
import dev.tgarchiver.cli.TestProgram.Ended;
import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.model.Roles;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.telegram.FakeChannel;
import dev.tgarchiver.telegram.FakePost;
import dev.tgarchiver.telegram.FakeTelegram;
import dev.tgarchiver.telegram.FakeTelegram.Call;
import dev.tgarchiver.tracker.Tracker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What verify finds in an archive, says of it, and takes back into it; and what a repair leaves of it. */
final class VerifyCommandTest {

    private static final int FILES = 8;

    @TempDir
    private Path folder;

    private FakeTelegram telegram;
    private FakeChannel channel;
    private TestArchive archive;
    private TestProgram program;

    @BeforeEach
    void archive() throws Exception {
        telegram = new FakeTelegram(folder);
        channel = telegram.channel("some").documents(FILES, 600_000);
        archive = new TestArchive(folder, telegram);
        program = new TestProgram(folder);
        download();
    }

    private void download() throws Exception {
        assertThat(archive.download(channel).outcome()).isEqualTo(Outcome.COMPLETE);
    }

    private Ended verify(int exitCode, String... options) {
        Ended run = program.run(
                Stream.concat(Stream.of("verify"), Stream.of(options)).toArray(String[]::new));
        assertThat(run.exitCode()).as("%s", run).isEqualTo(exitCode);
        return run;
    }

    private Path file(int post) throws Exception {
        return archive.file(channel, post);
    }

    /** The row of a post's file. */
    private long row(int post) throws Exception {
        try (Tracker tracker = archive.tracker()) {
            return tracker.contentsAfter(0, 99).stream()
                    .filter(content -> content.path().name().startsWith(post + "_"))
                    .findFirst()
                    .orElseThrow()
                    .id();
        }
    }

    private TestRun repair(Integer... posts) throws Exception {
        List<Long> rows = new ArrayList<>();
        for (int post : posts) {
            rows.add(row(post));
        }
        return archive.repair(rows);
    }

    /** Changes a byte in the file itself, as a failing disk does: every hard link of it changes. */
    private static void damage(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes, StandardOpenOption.WRITE);
    }

    private static void cut(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, 1000));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    @Test
    void a_whole_archive_is_whole() throws Exception {
        Ended run = verify(0);
        assertThat(run.out()).contains("All 8 files (4.8 MB) are intact");
        assertThat(run.err()).contains("Verifying").contains("100%").doesNotContain("\u001b");
        assertThat(verify(0, "--quick", "@some").out()).contains("have the right size");
        Ended quiet = verify(0, "-q");
        assertThat(quiet.out() + quiet.err()).isEmpty();
    }

    @Test
    void every_damaged_and_missing_file_is_named() throws Exception {
        Path damaged = file(2);
        Path missing = file(4);
        Path shorter = file(6);
        damage(damaged);
        Files.delete(missing);
        cut(shorter);

        Ended run = verify(3);
        assertThat(run.out())
                .contains("damaged: Some/", name(damaged))
                .contains("missing: Some/", name(missing))
                .contains("wrong size: Some/", name(shorter))
                .contains("1000 bytes instead of 600006", "SHA-256 does not match", "file is missing")
                .contains("8 files verified: 1 missing, 1 wrong size, 1 damaged")
                .contains("archiver verify --repair");

        Ended quick = verify(3, "--quick", "-q");
        assertThat(quick.out()).contains(name(missing), name(shorter)).doesNotContain(name(damaged));

        assertThat(verify(3, "--json").out())
                .startsWith("{")
                .contains("\"wrong\":3")
                .contains("\"fault\":\"damaged\"")
                .contains("\"message_id\":4");
    }

    @Test
    void a_repair_ends_at_the_old_place_though_the_template_is_another() throws Exception {
        Map<String, Path> files = archive.files();
        damage(file(2));
        archive.template("{channel}/{kind}/{id}_{name}");
        assertThat(repair(2).outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(archive.files()).isEqualTo(files);
        archive.assertHolds(channel);
    }

    @Test
    void a_file_whose_repair_failed_is_verified_until_it_is_whole_again() throws Exception {
        Path file = file(2);
        byte[] whole = Files.readAllBytes(file);
        damage(file);
        channel.delete(2);
        telegram.endReferences();
        assertThat(repair(2).outcome()).isEqualTo(Outcome.SOME_FAILED);

        assertThat(verify(3).out())
                .contains("damaged: Some/", name(file), "; its repair failed: ", "deleted")
                .contains("8 files verified: 1 damaged");
        assertThat(verify(3, "--quick", "-q").out()).contains(name(file));
        assertThat(verify(3, "--json").out()).contains("\"state\":\"failed\"", "\"files\":8", "\"wrong\":1");
        Files.delete(file);
        assertThat(verify(3).out()).contains("missing: Some/", name(file));

        Files.write(file, whole);
        Ended run = verify(0);
        assertThat(run.out())
                .contains("intact again: Some/", name(file), "1 file is intact again and back in the archive")
                .contains("All 8 files (4.8 MB) are intact");
        assertThat(verify(0).out()).doesNotContain("again");
        assertThat(program.run("stats", "--json").out()).contains("\"failed\":0");
    }

    @Test
    void a_loss_that_is_accepted_is_no_fault_until_the_file_comes_back() throws Exception {
        Path place = file(2);
        Path away = Files.move(place, folder.resolve("away"));
        channel.delete(2);
        telegram.endReferences();
        assertThat(repair(2).outcome()).isEqualTo(Outcome.SOME_FAILED);
        assertThat(program.run("cleanup").exitCode()).isZero();
        assertThat(verify(0).out()).contains("All 7 files");

        Files.copy(away, place);
        assertThat(program.run("cleanup", "--orphans").out()).contains("Nothing to clean up");
        assertThat(verify(0, "--json").out()).contains("\"files\":8", "\"returned\":1");
    }

    @Test
    void a_pending_repair_that_a_filter_skips_keeps_its_only_copy() throws Exception {
        Path file = file(2);
        damage(file);
        byte[] damaged = Files.readAllBytes(file);
        long row = row(2);
        try (Tracker tracker = archive.tracker()) {
            assertThat(tracker.replace(List.of(row))).isEqualTo(1);
        }
        archive.select(new Selection(
                Set.of(),
                0,
                1_000,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                List.of(),
                List.of(),
                Roles.DEFAULT,
                List.of(),
                List.of()));
        download();
        assertThat(program.run("cleanup", "--orphans").out()).contains("Nothing to clean up");
        assertThat(file).hasBinaryContent(damaged);
        assertThat(verify(3).out()).contains("; its repair was skipped: Not selected: max_size");

        assertThat(repair(2).finished().files()).isEqualTo(1);
        archive.assertHolds(channel);
    }

    @Test
    void files_that_were_gone_for_a_cleanup_are_taken_in_when_they_are_back() throws Exception {
        Map<String, Path> files = archive.files();
        Path folderOfAll = Objects.requireNonNull(file(2).getParent());
        Path away = folder.resolve("away");
        Files.move(folderOfAll, away);
        Files.createDirectories(folderOfAll.resolveSibling("2019-01"));
        assertThat(program.run("cleanup").out()).contains("Gone: 8 files");
        assertThat(verify(0, "--quick").out()).contains("All 0 files");

        Files.move(away, folderOfAll);
        assertThat(program.run("cleanup", "--orphans").out()).contains("Nothing to clean up");
        assertThat(archive.files()).isEqualTo(files);
        telegram.clearCalls();
        assertThat(verify(0, "--quick").out()).contains("8 files are intact again", "All 8 files");
        download();
        assertThat(telegram.calls(Call.FILE)).isEmpty();
        archive.assertHolds(channel);
    }

    @Test
    void linked_files_are_repaired_together() throws Exception {
        for (int i = 0; i < 2; i++) {
            channel.post(FakePost.document("twin.bin", 300_000).bytes(7));
        }
        download();
        damage(file(FILES + 1));
        assertThat(verify(3).out()).contains("2 damaged");
        assertThat(repair(FILES + 1, FILES + 2).finished().files()).isEqualTo(2);
        archive.assertHolds(channel);
        assertThat(Files.getAttribute(file(FILES + 1), "unix:ino"))
                .isEqualTo(Files.getAttribute(file(FILES + 2), "unix:ino"));
        assertThat(program.run("stats", "--json").out()).contains("\"deduplicated_bytes\":300000");
    }

    @Test
    void a_channel_that_is_not_in_the_archive_is_a_usage_error() throws Exception {
        Ended run = verify(2, "@another");
        assertThat(run.err()).contains("@another").contains("It holds @some");
    }
}

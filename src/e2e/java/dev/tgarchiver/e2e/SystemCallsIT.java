package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.junit.LocalTelegram;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.Installation;
import dev.tgarchiver.program.ProgramRun;
import dev.tgarchiver.storage.naming.TemporaryName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the program asks of the operating system, in which order, seen with strace where that is installed. That the
 * program itself keeps this order is checked everywhere by PublishingOrderTest.
 */
@LocalTelegram
final class SystemCallsIT {

    private static final int FILES = 3;

    /** The process, then a whole call, or the beginning of one that another thread's call interrupts, or its end. */
    private static final Pattern LINE = Pattern.compile("(\\d+) +(.*)");

    @TempDir
    private Path folder;

    private static boolean straceWorks() throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder("strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void a_file_is_synced_before_it_gets_its_name_and_both_before_its_row_is(TelegramServer telegram) throws Exception {
        assumeTrue(straceWorks(), "strace is not installed, or may not trace here");
        List<String> calls = new ArrayList<>();
        telegram.world().user(Installation.PHONE).code(Installation.CODE);
        Channel channel = telegram.world()
                .channel("Some Channel")
                .username("some")
                .posts(FILES, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(100_000L * id))));
        Installation archiver = Installation.in(folder, telegram);
        archiver.loggedIn();
        Path trace = folder.resolve("trace.txt");
        ProgramRun run = archiver.startUnder(
                        List.of(
                                "strace",
                                "-f",
                                "-y",
                                "--seccomp-bpf",
                                "-s",
                                "4096",
                                "-e",
                                "trace=link,linkat,rename,renameat,renameat2,fsync,fdatasync,unlink,unlinkat",
                                "-o",
                                trace.toString()),
                        "download",
                        "@some",
                        "--workers",
                        "1")
                .await();
        assertThat(run.exitCode()).as("%s", run).isZero();
        archiver.assertArchiveIs(channel.history().ids().stream()
                .map(channel.history()::required)
                .toList());
        calls.addAll(finished(Files.readAllLines(trace)));
        for (Path file : archiver.archived().values()) {
            assertOrder(calls, file.toRealPath());
        }
    }

    /** Whole calls, in the order in which they ended. */
    private static List<String> finished(List<String> lines) {
        Map<String, String> begun = new HashMap<>();
        List<String> calls = new ArrayList<>();
        for (String line : lines) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                continue;
            }
            String thread = parts.group(1);
            String text = parts.group(2);
            if (text.endsWith("<unfinished ...>")) {
                begun.put(thread, text);
            } else if (text.startsWith("<...")) {
                String start = begun.remove(thread);
                calls.add((start == null ? "" : start) + text);
            } else {
                calls.add(text);
            }
        }
        return calls.stream().filter(call -> call.endsWith("= 0")).toList();
    }

    private static void assertOrder(List<String> calls, Path file) {
        String temporary = "/." + file.getFileName() + ".archiver-part";
        assertThat(TemporaryName.is(Path.of(temporary))).isTrue();
        int linked = next(calls, -1, call -> call.startsWith("link") && call.contains(temporary + "\""));
        String copy = calls.get(linked).replaceFirst(".*?\"", "").replaceFirst("\".*", "");
        int synced = next(calls, linked, call -> isSync(call) && call.contains(temporary + ">"));
        int named = next(
                calls,
                synced,
                call -> call.startsWith("rename") && call.contains(temporary) && call.contains(quoted(file)));
        int folderSynced = next(calls, named, call -> isSync(call) && call.contains("<" + file.getParent() + ">"));
        int recorded = next(calls, folderSynced, call -> isSync(call) && call.contains("/tracker.db-wal>"));
        next(calls, recorded, call -> call.startsWith("unlink") && call.contains("\"" + copy + "\""));
    }

    private static String quoted(Path file) {
        return "\"" + file + "\"";
    }

    private static boolean isSync(String call) {
        return call.startsWith("fsync") || call.startsWith("fdatasync");
    }

    private static int next(List<String> calls, int after, Predicate<String> wanted) {
        for (int i = after + 1; i < calls.size(); i++) {
            if (wanted.test(calls.get(i))) {
                return i;
            }
        }
        throw new AssertionError("After call " + after + " the next step is missing in:\n" + String.join("\n", calls));
    }
}

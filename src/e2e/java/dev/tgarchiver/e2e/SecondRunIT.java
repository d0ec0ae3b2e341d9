package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.faults.Call;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run costs when there is nothing new: counted by the server, compared on the disk. */
final class SecondRunIT extends EndToEnd {

    /** With those that TDLib makes of its own accord. */
    private static final int CALLS_PER_CHANNEL = 3;

    @BeforeEach
    void start() throws IOException {
        archiver.loggedIn();
    }

    private static PostDraft post(int id) {
        return id % 3 == 0
                ? PostDraft.text("Post " + id)
                : PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(5_000L + id)));
    }

    /** Every row of the tracker but those of the runs. */
    private List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/tracker.db"));
                Statement statement = connection.createStatement()) {
            for (String table : List.of("channel", "post", "file")) {
                try (ResultSet row = statement.executeQuery("SELECT * FROM " + table + " ORDER BY id")) {
                    while (row.next()) {
                        StringBuilder text = new StringBuilder(table);
                        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                            text.append('|').append(row.getString(column));
                        }
                        rows.add(text.toString());
                    }
                }
            }
        }
        return rows;
    }

    /** Inode and times of every archived file: none is rewritten, replaced, linked or touched. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(archiver.downloads())) {
            for (Path path : paths.toList()) {
                Map<String, Object> attributes = Files.readAttributes(path, "unix:ino,size,lastModifiedTime,ctime");
                files.put(path.toString(), new TreeMap<>(attributes).toString());
            }
        }
        return files;
    }

    private ProgramRun download(String... channels) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("download", "--workers", "3"));
        arguments.addAll(List.of(channels));
        ProgramRun run = archiver.run("", arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as("%s", run).isZero();
        return run;
    }

    /** The calls that name a channel, by its name or its number. */
    private List<Call> callsFor(Channel channel, String name) {
        String number = Long.toString(-1_000_000_000_000L - channel.chatId());
        return telegram.calls().all().stream()
                .filter(call -> {
                    String arguments = call.arguments().toString();
                    return arguments.contains(number) || arguments.contains(name);
                })
                .toList();
    }

    @Test
    void a_run_without_anything_new_asks_three_times_for_each_channel_and_rewrites_nothing() throws Exception {
        Channel first = telegram.world().channel("First").username("first_name").posts(250, SecondRunIT::post);
        Channel second =
                telegram.world().channel("Second").username("second_name").posts(40, SecondRunIT::post);
        Channel closed = telegram.world().channel("Closed").joinedBy(user).posts(30, SecondRunIT::post);
        String[] channels = {"@first_name", "@second_name", Long.toString(closed.chatId())};
        download(channels);
        List<String> rows = rows();
        Map<String, String> files = files();
        // What TDLib by itself asks about a new channel it asks again when the run was over before it was answered.
        download(channels);
        telegram.calls().clear();

        assertThat(download(channels).out()).contains("Nothing new");

        assertThat(telegram.calls().count("upload.getFile")).isZero();
        assertThat(callsFor(first, "first_name")).isNotEmpty().hasSizeLessThanOrEqualTo(CALLS_PER_CHANNEL);
        assertThat(callsFor(second, "second_name")).isNotEmpty().hasSizeLessThanOrEqualTo(CALLS_PER_CHANNEL);
        assertThat(callsFor(closed, "?")).isNotEmpty().hasSizeLessThanOrEqualTo(CALLS_PER_CHANNEL);
        assertThat(telegram.calls().count("contacts.resolveUsername")).isZero();
        assertThat(rows()).isEqualTo(rows);
        assertThat(files()).isEqualTo(files);
    }

    @Test
    void a_name_that_another_channel_has_now_is_resolved_anew() throws Exception {
        Channel first = telegram.world().channel("First").username("some_name").posts(3, SecondRunIT::post);
        download("@some_name");
        first.username("other_name");
        telegram.world().channel("Second").username("some_name").posts(5, SecondRunIT::post);
        // Reading the channel tells its new name; what is asked for by the old one is another channel from then on.
        download("@some_name");
        download("@some_name");
        assertThat(archiver.run("", "stats").out()).contains("@some_name").contains("@other_name");
    }
}

package dev.tgarchiver.program;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.storage.naming.TemporaryName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program in a folder with a configuration, as a user has it, which leads to a local server. The folder's data, if there
 * is some, stays. For one thread.
 */
public final class Installation {

    /** The phone number that {@link #login()} gives, and the code that it types: the world needs a user with both. */
    public static final String PHONE = "+15550001";

    public static final String CODE = "12345";

    private final Distribution distribution;
    private final Path folder;
    private final TelegramServer telegram;
    private final String defaults;
    private final Map<String, String> environment = new TreeMap<>();
    private int runs;

    private Installation(Distribution distribution, Path folder, TelegramServer telegram, String defaults)
            throws IOException {
        this.distribution = distribution;
        this.folder = folder;
        this.telegram = telegram;
        this.defaults = defaults.indent(2);
        Files.createDirectories(folder);
        configure("");
    }

    /** For tests: calls are not held back, and what fails is soon tried again. */
    public static Installation in(Path folder, TelegramServer telegram) throws IOException {
        return new Installation(Distribution.TESTED, folder, telegram, """
                max_files_per_run: 0
                rate_limit: {requests_per_second: 30, burst_size: 100}
                retry: {max_attempts: 3, base_delay: 100ms, max_delay: 1s}""");
    }

    /**
     * For measurements and torture: everything as it comes, but for the rate of calls.
     *
     * @param rate the value of {@code rate_limit}
     */
    public static Installation of(Distribution distribution, Path folder, TelegramServer telegram, String rate)
            throws IOException {
        return new Installation(distribution, folder, telegram, "max_files_per_run: 0\nrate_limit: " + rate);
    }

    /** Writes the configuration, with further lines for its section {@code download}, indented by two. */
    public void configure(String download) throws IOException {
        Files.writeString(folder.resolve("config.yaml"), """
                telegram:
                  api_id: 12345
                  api_hash: 0123456789abcdef0123456789abcdef
                  proxy: %s
                  tdlib_library: %s
                download:
                %s%s
                """.formatted(
                        telegram.proxy(), distribution.patchedLibrary(), defaults, download));
    }

    /** Sets a variable for the program's runs from now on. */
    public void environment(String name, String value) {
        environment.put(name, value);
    }

    /** Runs the program to its end, typing {@code input}. */
    public ProgramRun run(String input, String... arguments) throws IOException {
        return start(arguments).type(input).await();
    }

    /** Starts the program. */
    public ProgramRun start(String... arguments) throws IOException {
        return startUnder(List.of(), arguments);
    }

    /** Starts the program under another one, which is given the program's whole command. */
    public ProgramRun startUnder(List<String> other, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(other);
        command.add(distribution.program().toString());
        command.addAll(Arrays.asList(arguments));
        return launch(command);
    }

    /** Has a shell run a command line with {@code archiver} in it, to its end. */
    public ProgramRun shell(String commandLine) throws IOException {
        String path = "PATH='" + distribution.program().getParent() + "':\"$PATH\"; ";
        return launch(List.of("sh", "-c", path + commandLine)).await();
    }

    /** Starts any command in the folder, with the variables that the program would have. */
    public ProgramRun launch(List<String> command) throws IOException {
        runs++;
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ARCHIVER_") || name.startsWith("TELEGRAM_"));
        // What cron, systemd and containers have.
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        builder.environment().putAll(environment);
        return ProgramRun.start(builder, folder.resolve("run-" + runs));
    }

    /** Logs in as the user with {@link #PHONE}. */
    public void login() throws IOException {
        run(CODE + "\n", "login", "--phone", PHONE).successful();
    }

    /**
     * Is logged in as the user with {@link #PHONE}, without the time that a login takes: the session is a copy of one that was
     * logged in once in this process. The user must be the first in the server's world.
     */
    public Installation loggedIn() throws IOException {
        LoginTemplate.ofThisProcess().giveTo(this, telegram);
        return this;
    }

    /** Takes over another installation's login: a copy of its session, as a lane has one. */
    public Installation loggedInAs(Installation other) throws IOException {
        Folders.copy(other.data().resolve("session"), data().resolve("session"));
        return this;
    }

    public Path folder() {
        return folder;
    }

    public Path data() {
        return folder.resolve("data");
    }

    public Path downloads() {
        return data().resolve("downloads");
    }

    public Path tracker() {
        return data().resolve("tracker.db");
    }

    /** The program's log so far. */
    public String log() throws IOException {
        return Files.readString(logFile());
    }

    public Path logFile() {
        return data().resolve("logs/downloader.log");
    }

    /** The archived files by message id, which begins each name. */
    public Map<Integer, Path> archived() throws IOException {
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
    public Path archived(int messageId) throws IOException {
        Path file = archived().get(messageId);
        if (file == null) {
            throw new AssertionError(
                    "no file of post " + messageId + " among " + archived().keySet());
        }
        return file;
    }

    /** Asserts that the files of a channel's posts are in the archive, byte for byte, and nothing else is. */
    public void assertArchiveIs(Channel channel) throws IOException {
        assertArchiveIs(channel.history().ids().stream()
                .map(channel.history()::required)
                .toList());
    }

    /** Asserts that these posts' files are in the archive, byte for byte, and nothing else is. */
    public void assertArchiveIs(List<Post> posts) throws IOException {
        Map<Integer, String> expected = new TreeMap<>();
        for (Post post : posts) {
            if (post.media() != null) {
                expected.put(post.id(), post.media().file().sha256());
            }
        }
        Map<Integer, String> actual = new TreeMap<>();
        for (Map.Entry<Integer, Path> file : archived().entrySet()) {
            actual.put(file.getKey(), Folders.sha256(file.getValue()));
        }
        if (!actual.equals(expected)) {
            throw new AssertionError("The archive in " + folder + " is not what was posted.\nposted:   " + expected
                    + "\narchived: " + actual);
        }
    }
}

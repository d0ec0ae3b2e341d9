package dev.tgarchiver.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.jna.Native;
import dev.tgarchiver.tracker.Tracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;

/**
 * Runs what most commands run, in a folder of its own, so that the build can keep the classes as the JVM has them in
 * memory (a class-data sharing archive): the program then starts in half the time. Opens no session and no connection.
 */
final class Rehearsal {

    private static final List<List<String>> COMMANDS = List.of(
            List.of("--help"),
            List.of("download", "--help"),
            List.of("config", "check"),
            List.of("stats"),
            List.of("stats", "--json"),
            List.of("progress"),
            List.of("progress", "--json"),
            List.of("cleanup"),
            List.of("verify"),
            List.of("verify", "--quick"),
            List.of("download", "@rehearsal"));

    private Rehearsal() {}

    /** Arguments: the program's jar, and an empty folder, which stays behind. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        // Without an id of an application, no command comes as far as Telegram.
        Path configuration = Files.writeString(folder.resolve("config.yaml"), "data_dir: ./data\n");
        Files.createDirectories(folder.resolve("data"));
        Tracker.open(folder.resolve("data").resolve(StatsCommand.TRACKER)).close();
        for (List<String> command : COMMANDS) {
            String[] words = new String[command.size() + 2];
            words[0] = "--config";
            words[1] = configuration.toString();
            for (int i = 0; i < command.size(); i++) {
                words[i + 2] = command.get(i);
            }
            int unused = Main.run(words);
        }
        loadOwn(Path.of(args[0]));
        String unused = new ObjectMapper()
                        .readTree("{\"@type\":\"ok\",\"numbers\":[1,2.5]}")
                        .toString()
                + Native.POINTER_SIZE;
        // Threads of the commands must not keep it from ending.
        System.exit(0);
    }

    /** All classes of the program itself; only what is loaded gets into the archive. */
    private static void loadOwn(Path jar) throws IOException, ClassNotFoundException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (String entry : file.stream().map(found -> found.getName()).toList()) {
                if (entry.endsWith(".class") && !entry.endsWith("-info.class")) {
                    String name = entry.substring(0, entry.length() - ".class".length())
                            .replace('/', '.');
                    Class<?> unused = Class.forName(name, false, Rehearsal.class.getClassLoader());
                }
            }
        }
    }
}

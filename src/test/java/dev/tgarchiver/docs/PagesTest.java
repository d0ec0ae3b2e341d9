package dev.tgarchiver.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages' form: every block says what it is, every link leads somewhere. */
final class PagesTest {

    private static final Set<String> LANGUAGES =
            Set.of("sh", "bash", "console", "text", "yaml", "json", "crontab", "sql");
    /** The first cell of a row. */
    private static final Pattern SYMPTOM = Pattern.compile("^\\| `([^`]+)`.* \\| .* \\| .* \\|$");

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)]+)\\)");

    @Test
    void every_block_is_fenced_and_says_its_language() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Page page : Page.all()) {
            page.blocks().stream()
                    .filter(block -> !LANGUAGES.contains(block.language())
                            || block.lines().isEmpty())
                    .forEach(block -> wrong.add(block + ": language " + block.language()));
            for (int i = 1; i < page.prose().size(); i++) {
                if (page.prose().get(i).matches(" {4,}\\S.*")
                        && page.prose().get(i - 1).isEmpty()) {
                    wrong.add(page.file() + ":" + (i + 1) + ": an indented block, which no test runs; fence it");
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void what_is_not_run_is_understood_by_the_shell_all_the_same() throws Exception {
        for (Page page : Page.all()) {
            for (Page.Block block : page.blocks()) {
                if (block.isShell()) {
                    Process shell = new ProcessBuilder(block.shell(), "-n")
                            .redirectErrorStream(true)
                            .start();
                    try (var in = shell.getOutputStream()) {
                        in.write((block.script() + "\n").getBytes(StandardCharsets.UTF_8));
                    }
                    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                    assertThat(shell.waitFor()).as("%s: %s", block, said).isZero();
                } else {
                    assertThat(block.reason()).as("%s holds no commands", block).isEmpty();
                }
            }
        }
    }

    @Test
    void every_link_between_pages_leads_somewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Page page : Page.all()) {
            for (String line : page.prose()) {
                Matcher links = LINK.matcher(line);
                while (links.find()) {
                    String target = links.group(1);
                    if (!target.matches("https?:.*") && !leadsSomewhere(page.file(), target)) {
                        broken.add(page.file() + ": " + target);
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void the_messages_of_troubleshooting_are_the_programs_own() throws IOException {
        StringBuilder program = new StringBuilder(Files.readString(Path.of("src/main/dist/bin/archiver")));
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                program.append(Files.readString(source)
                        .replaceAll("\"\\s*\\+\\s*\"", "")
                        .replace("\\\"", "\""));
            }
        }
        List<String> unknown = new ArrayList<>();
        int messages = 0;
        for (String line : Files.readAllLines(Path.of("src/docs/troubleshooting.md"))) {
            Matcher symptom = SYMPTOM.matcher(line);
            if (symptom.find()) {
                messages++;
                for (String part : symptom.group(1).split("…")) {
                    if (part.strip().length() > 3 && program.indexOf(part.strip()) < 0) {
                        unknown.add(part.strip());
                    }
                }
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(messages).isGreaterThan(20);
    }

    @Test
    void the_architecture_names_every_package() throws IOException {
        List<String> named = Files.readAllLines(Path.of("src/docs/architecture.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("`", -1)[1])
                .toList();
        try (Stream<Path> packages = Files.list(Path.of("src/main/java/dev/tgarchiver"))) {
            assertThat(named)
                    .containsExactlyInAnyOrderElementsOf(packages.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString())
                            .toList());
        }
    }

    private static boolean leadsSomewhere(Path from, String target) throws IOException {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
        if (Files.notExists(file)) {
            return false;
        }
        return parts.length == 1
                || Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("#"))
                        .map(PagesTest::anchor)
                        .anyMatch(parts[1]::equals);
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String heading) {
        return heading.replaceFirst("#+ *", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}

package dev.tgarchiver.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation, as Markdown.
 *
 * @param blocks its fenced blocks, in order
 * @param prose the other lines, by their numbers from 1; lines of blocks are empty
 */
public record Page(Path file, List<Block> blocks, List<String> prose) {

    private static final Pattern FENCE = Pattern.compile("\\s*```(\\w*)");
    private static final Pattern NOT_RUN = Pattern.compile("\\s*<!-- not run: (.+) -->");
    private static final String PROMPT = "$ ";

    /**
     * A fenced block.
     *
     * @param line the number of its first line, the fence
     * @param language the word after the fence
     * @param reason why its commands cannot be run, from the comment before it
     */
    public record Block(Path file, int line, String language, Optional<String> reason, List<String> lines) {

        /** Whether it holds commands for a shell. */
        public boolean isShell() {
            return language.equals("sh") || language.equals("bash") || language.equals("console");
        }

        /** The shell that understands it. */
        public String shell() {
            return language.equals("bash") ? "bash" : "sh";
        }

        /** The commands; of a console, what is typed. */
        public String script() {
            return String.join(
                    "\n",
                    language.equals("console")
                            ? lines.stream()
                                    .filter(typed -> typed.startsWith(PROMPT))
                                    .map(typed -> typed.substring(PROMPT.length()))
                                    .toList()
                            : lines);
        }

        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }

    /** README and every page below {@code src/docs}. */
    public static List<Page> all() throws IOException {
        List<Path> files = new ArrayList<>(List.of(Path.of("README.md")));
        try (Stream<Path> pages = Files.walk(Path.of("src/docs"))) {
            pages.filter(page -> page.toString().endsWith(".md")).sorted().forEach(files::add);
        }
        List<Page> all = new ArrayList<>();
        for (Path file : files) {
            all.add(read(file));
        }
        return all;
    }

    private static Page read(Path file) throws IOException {
        List<Block> blocks = new ArrayList<>();
        List<String> prose = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        Optional<String> reason = Optional.empty();
        int i = 0;
        while (i < lines.size()) {
            String line = lines.get(i);
            Matcher fence = FENCE.matcher(line);
            if (fence.matches()) {
                int start = i;
                int indent = line.indexOf('`');
                List<String> content = new ArrayList<>();
                for (i++; i < lines.size() && !FENCE.matcher(lines.get(i)).matches(); i++) {
                    content.add(
                            lines.get(i).substring(Math.min(indent, lines.get(i).length())));
                }
                blocks.add(new Block(file, start + 1, fence.group(1), reason, List.copyOf(content)));
                for (int covered = start; covered <= i; covered++) {
                    prose.add("");
                }
            } else {
                prose.add(line);
            }
            Matcher marker = NOT_RUN.matcher(line);
            reason = marker.matches() ? Optional.of(marker.group(1)) : Optional.empty();
            i++;
        }
        return new Page(file, List.copyOf(blocks), List.copyOf(prose));
    }
}

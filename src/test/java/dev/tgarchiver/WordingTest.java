package dev.tgarchiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Code and pages avoid these phrases, which each have a plainer one, and the former names of classes. */
final class WordingTest {

    private static final List<String> PLAIN_ENGLISH = List.of(
            "so many",
            "for good",
            "anew",
            "somebody",
            "nobody",
            "whoever",
            "(?:gone|goes|going|go) on with",
            "under way",
            "for want of",
            "at the least",
            "mended");

    private static final List<String> FORMER_MESSAGES = List.of(
            "is no (?:whole|number|date|size|duration|path|option|command|key)",
            "is none of them",
            "is not one of them",
            "SHA-256 is another",
            "nothing is there",
            "files are whole",
            "nothing is lacking",
            "as the configuration allows",
            "a guess: no run",
            "selection has changed",
            "limit of this run is reached",
            "are to stay free",
            "making the folder",
            "ids to ask for",
            "nothing unless something is wrong",
            "telephone call",
            "both anew from");

    private static final List<String> FORMER_NAMES = List.of(
            "CacheTrust",
            "CautiousRate",
            "CommandWords",
            "ExistingTracker",
            "FileCensus",
            "FirstBytes",
            "FolderSyncs",
            "FoundFile",
            "FreedMemory",
            "FurtherClient",
            "KnownPaths",
            "LaneRemains",
            "LaneShifts",
            "LaneWindow",
            "LiveSession",
            "LongWalk",
            "LookAhead",
            "OwnerOnly",
            "PlaceFinder",
            "PlainWords",
            "QuietUntilOpened",
            "RememberedPosts",
            "RunCount",
            "RunSnapshot",
            "RunTally",
            "SharedCommits",
            "ShellWords",
            "SlidingLimits",
            "StrayFiles",
            "TwinSearch",
            "WalkShare");

    private static final Pattern PHRASES = words(
            Stream.concat(PLAIN_ENGLISH.stream(), FORMER_MESSAGES.stream()).toList(), Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMES = words(FORMER_NAMES, 0);

    private static final Pattern COMMENT_OR_STRING = Pattern.compile("//.*|\"(?:[^\"\\\\]|\\\\.)*\"|^\\s*/?\\*.*");
    private static final String TEXT_BLOCK = "\"\"\"";

    private static Pattern words(List<String> words, int flags) {
        return Pattern.compile("\\b(?:" + String.join("|", words) + ")\\b", flags);
    }

    @Test
    void code_and_pages_use_the_words_of_the_field() throws IOException {
        List<Path> files = new ArrayList<>(List.of(Path.of("README.md"), Path.of("config.example.yaml")));
        files.addAll(below(Path.of("src/main/java"), ".java"));
        files.addAll(below(Path.of("src/docs"), ".md"));
        files.remove(Path.of("src/docs/changelog.md"));

        List<String> found = new ArrayList<>();
        for (Path file : files) {
            List<String> lines = Files.readAllLines(file);
            List<String> prose = file.toString().endsWith(".java") ? prose(lines) : lines;
            for (int i = 0; i < lines.size(); i++) {
                String place = file + ":" + (i + 1) + ": ";
                String wrapped = i + 1 < prose.size() ? prose.get(i + 1) : "";
                add(found, place, NAMES, lines.get(i), "");
                add(found, place, PHRASES, prose.get(i).stripTrailing(), wrapped);
            }
        }
        assertThat(found).isEmpty();
    }

    private static List<Path> below(Path folder, String ending) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(ending)).toList();
        }
    }

    /** The comments and strings of each line. */
    private static List<String> prose(List<String> lines) {
        List<String> prose = new ArrayList<>();
        boolean block = false;
        for (String line : lines) {
            boolean edge = line.contains(TEXT_BLOCK);
            prose.add(block && !edge ? line : commentsAndStrings(line));
            block ^= edge;
        }
        return prose;
    }

    private static String commentsAndStrings(String line) {
        return COMMENT_OR_STRING
                .matcher(line)
                .results()
                .map(part -> part.group().replaceAll("^\"|\"$", ""))
                .collect(Collectors.joining(" "));
    }

    /** Also finds what continues on the next line. */
    private static void add(List<String> found, String place, Pattern words, String line, String next) {
        Matcher matcher = words.matcher(line + " " + next.replaceFirst("^[\\s*/#-]+", ""));
        while (matcher.find()) {
            if (matcher.start() < line.length()) {
                found.add(place + matcher.group());
            }
        }
    }
}

package dev.tgarchiver.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats of exports. The names in lower case are the words of the command line. */
public enum ExportFormat {
    /** Telegram Desktop's machine-readable JSON. */
    TELEGRAM("result.json"),
    /** A JSON object a line. */
    JSONL("posts.jsonl"),
    /** A table, with a head. */
    CSV("posts.csv"),
    /** A file a month for people and their notes. */
    MARKDOWN(""),
    /** A feed of the newest posts. */
    RSS("feed.xml"),
    /** A site that needs no server. */
    HTML("index.html");

    private final String file;

    ExportFormat(String file) {
        this.file = file;
    }

    /** The name of its file, or of the first one to open; empty where there is none of a fixed name. */
    public String file() {
        return file;
    }

    /** The word of the command line. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of a word, in any case. */
    public static Optional<ExportFormat> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.name().equalsIgnoreCase(word))
                .findFirst();
    }

    /** All words. */
    public static String words() {
        return Arrays.stream(values()).map(ExportFormat::key).collect(Collectors.joining(", "));
    }
}

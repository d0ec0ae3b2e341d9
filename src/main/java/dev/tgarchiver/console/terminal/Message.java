package dev.tgarchiver.console.terminal;

import java.util.List;

/** A message to the user, a line for each of its texts. Line breaks within a text are foreign, and become blanks. */
public record Message(Level level, List<String> lines) {

    public enum Level {
        INFO(""),
        WARNING("warning: "),
        ERROR("error: "),
        FAILURE("failed: ");

        private final String prefix;

        Level(String prefix) {
            this.prefix = prefix;
        }
    }

    /** In one line. */
    public Message(Level level, String text) {
        this(level, List.of(text));
    }

    /** The lines to write, each ended by a line feed. */
    public String render(AnsiStyle paint) {
        StringBuilder out = new StringBuilder();
        String first = coloured(paint);
        for (String line : lines) {
            out.append(first).append(SafeText.text(line)).append('\n');
            first = " ".repeat(level.prefix.length());
        }
        return out.toString();
    }

    private String coloured(AnsiStyle paint) {
        return switch (level) {
            case INFO -> "";
            case WARNING -> paint.yellow(level.prefix);
            case ERROR, FAILURE -> paint.red(level.prefix);
        };
    }
}

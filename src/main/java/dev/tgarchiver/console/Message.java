package dev.tgarchiver.console;

import java.util.Iterator;

/** Something to tell the user, one line or several. */
record Message(Level level, String text) {

    enum Level {
        INFO(""),
        WARNING("warning: "),
        ERROR("error: "),
        FAILURE("failed: ");

        private final String prefix;

        Level(String prefix) {
            this.prefix = prefix;
        }
    }

    /** The lines to write, each ended by a line feed. */
    String render(Paint paint) {
        StringBuilder out = new StringBuilder();
        String first = coloured(paint);
        for (Iterator<String> lines = Console.lines(text).iterator(); lines.hasNext(); ) {
            out.append(first).append(lines.next()).append('\n');
            first = " ".repeat(level.prefix.length());
        }
        return out.toString();
    }

    private String coloured(Paint paint) {
        return switch (level) {
            case INFO -> "";
            case WARNING -> paint.yellow(level.prefix);
            case ERROR, FAILURE -> paint.red(level.prefix);
        };
    }
}

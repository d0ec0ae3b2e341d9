package dev.tgarchiver.console.terminal;

import java.util.Collection;
import java.util.stream.Collectors;

/** Colours a printable text, or leaves it as it is where no colours are wanted. */
public enum AnsiStyle {
    NONE(false),
    ANSI(true);

    /** What a part of a text can look like. */
    public enum Look {
        BOLD("1"),
        DIM("2"),
        ITALIC("3"),
        UNDERLINED("4"),
        STRUCK("9"),
        CYAN("36");

        private final String code;

        Look(String code) {
            this.code = code;
        }
    }

    private final boolean on;

    AnsiStyle(boolean on) {
        this.on = on;
    }

    static AnsiStyle of(boolean colour) {
        return colour ? ANSI : NONE;
    }

    boolean on() {
        return on;
    }

    public String bold(String text) {
        return with("1", text);
    }

    public String dim(String text) {
        return with("2", text);
    }

    public String red(String text) {
        return with("31", text);
    }

    public String green(String text) {
        return with("32", text);
    }

    public String yellow(String text) {
        return with("33", text);
    }

    public String cyan(String text) {
        return with("36", text);
    }

    /** The text with all of these. */
    public String with(Collection<Look> looks, String text) {
        return looks.isEmpty()
                ? text
                : with(looks.stream().map(look -> look.code).sorted().collect(Collectors.joining(";")), text);
    }

    private String with(String code, String text) {
        return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}

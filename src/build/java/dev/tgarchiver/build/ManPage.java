package dev.tgarchiver.build;

import dev.tgarchiver.cli.Main;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes the man page, from the same model as the help. */
public final class ManPage {

    private final StringBuilder page = new StringBuilder();

    private ManPage() {}

    /** Prints the page to standard output; the argument is the version. */
    public static void main(String[] args) {
        String version = args.length == 0 ? "" : args[0];
        new PrintStream(System.out, false, StandardCharsets.UTF_8)
                .append(of(Main.commandLine(), version))
                .flush();
    }

    /** The page in the language of man(7). */
    static String of(CommandLine root, String version) {
        return new ManPage().write(root, version);
    }

    private String write(CommandLine root, String version) {
        CommandSpec spec = root.getCommandSpec();
        String name = spec.name();
        line(".TH " + name.toUpperCase(Locale.ROOT) + " 1 \"\" \"" + name + " " + version + "\"");
        line(".SH NAME");
        line(name + " \\- archive Telegram channels, completely and verifiably");
        line(".SH SYNOPSIS");
        line(".B " + name);
        line("[\\fICOMMAND\\fR] [\\fIOPTION\\fR...]");
        line(".SH DESCRIPTION");
        texts(spec.usageMessage().description());
        line("Without a command, archiver does what archiver download does.");
        line(".SH OPTIONS OF ALL COMMANDS");
        options(spec);
        line(".SH COMMANDS");
        root.getSubcommands().values().stream().distinct().forEach(command -> command(command, spec, name));
        line(".SH EXIT STATUS");
        for (String text : spec.usageMessage().footer()) {
            String[] parts = text.strip().split("\\s+", 2);
            if (text.startsWith("  ") && parts.length == 2) {
                tagged("\\fB" + escape(parts[0]) + "\\fR", parts[1]);
            }
        }
        line(".SH FILES");
        tagged(
                "\\fI./config.yaml\\fR, \\fI~/.config/archiver/config.yaml\\fR",
                "The configuration; the first that " + "exists is read. config.example.yaml explains every key.");
        tagged("\\fIdata/tracker.db\\fR", "What is archived, in SQLite.");
        tagged("\\fIdata/logs/downloader.log\\fR", "The log.");
        line(".SH ENVIRONMENT");
        tagged(
                "\\fBTELEGRAM_API_ID\\fR, \\fBTELEGRAM_API_HASH\\fR",
                "Your application at Telegram, from " + "https://my.telegram.org.");
        tagged("\\fBARCHIVER_CONFIG\\fR", "The configuration file.");
        tagged("\\fBARCHIVER_\\fR\\fIKEY\\fR", "Any key of the configuration, in capitals, dots as underscores.");
        tagged("\\fBNO_COLOR\\fR", "Use no colors.");
        return page.toString();
    }

    private void command(CommandLine command, CommandSpec root, String prefix) {
        CommandSpec spec = command.getCommandSpec();
        if (spec.usageMessage().hidden()) {
            return;
        }
        String name = prefix + " " + spec.name();
        if (command.getSubcommands().isEmpty()) {
            StringBuilder synopsis = new StringBuilder("\\fB" + escape(name) + "\\fR");
            for (PositionalParamSpec parameter : spec.positionalParameters()) {
                synopsis.append(" [\\fI").append(escape(parameter.paramLabel())).append("\\fR]");
                synopsis.append(parameter.isMultiValue() ? "..." : "");
            }
            line(".SS " + synopsis);
            texts(spec.usageMessage().description());
            for (PositionalParamSpec parameter : spec.positionalParameters()) {
                tagged("\\fI" + escape(parameter.paramLabel()) + "\\fR", text(parameter));
            }
            options(spec, root);
        }
        command.getSubcommands().values().stream().distinct().forEach(child -> command(child, root, name));
    }

    private void options(CommandSpec spec) {
        options(spec, null);
    }

    /** Those that {@code known} does not have, since each appears once. */
    private void options(CommandSpec spec, @Nullable CommandSpec known) {
        for (OptionSpec option : spec.options()) {
            if (option.hidden() || (known != null && known.findOption(option.longestName()) != null)) {
                continue;
            }
            String names = "\\fB" + escape(String.join(", ", List.of(option.names()))) + "\\fR";
            tagged(
                    option.arity().max() == 0 ? names : names + " \\fI" + escape(option.paramLabel()) + "\\fR",
                    text(option));
        }
    }

    private static String text(ArgSpec argument) {
        return plain(String.join(" ", argument.description()));
    }

    private void texts(String... texts) {
        for (String text : texts) {
            if (text.isBlank()) {
                line(".PP");
            } else {
                line(escape(plain(text)));
            }
        }
        if (!page.toString().endsWith(".PP\n")) {
            line(".PP");
        }
    }

    private void tagged(String tag, String text) {
        line(".TP");
        line(tag);
        line(escape(text));
    }

    private static String plain(String text) {
        return Ansi.OFF.string(text.replace("%n", " "));
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    /** A hyphen is one that can be copied; a dot or an apostrophe at a line's start would be a command. */
    private static String escape(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}

package dev.tgarchiver.cli.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Completes what may be left out: {@code archiver --stats} is {@code archiver stats}, and without a command, or with a
 * channel in its place, it is {@code archiver download}, with its options.
 */
public final class ImplicitCommand {

    private static final String DEFAULT = "download";
    public static final Set<String> AS_OPTION = Set.of("stats", "progress", "cleanup");
    private static final Set<String> FOR_ROOT = Set.of("-h", "--help", "-V", "--version");

    /** The number of a channel or a group, which starts like an option. */
    private static final Pattern CHAT_ID = Pattern.compile("-100\\d{5,}");

    /** A post by the number of its chat, likewise. */
    private static final Pattern POST = Pattern.compile("-\\d+/\\d+/?");

    /** An address, a channel's bare number, or a title of several words. */
    private static final Pattern NO_COMMAND = Pattern.compile("/|^\\d{5,}$|\\.t\\.me$|\\s");

    private ImplicitCommand() {}

    /** The arguments with the command's name in front. */
    public static String[] complete(CommandLine root, String... args) {
        List<String> words = new ArrayList<>(Arrays.asList(args));
        if (words.stream().anyMatch(word -> POST.matcher(word).matches())) {
            root.setUnmatchedOptionsArePositionalParams(true);
        }
        for (String command : AS_OPTION) {
            if (words.remove("--" + command)) {
                words.add(0, command);
                return words.toArray(String[]::new);
            }
        }
        int first = firstWord(root, words);
        if (first >= words.size()) {
            if (words.stream().noneMatch(FOR_ROOT::contains)) {
                words.add(0, DEFAULT);
            }
        } else if (isChannel(words.get(first))) {
            words.add(0, DEFAULT);
        } else if (root.getSubcommands().containsKey(words.get(first))) {
            // The options that come before a command are the command's as well.
            words.add(0, words.remove(first));
        }
        return words.toArray(String[]::new);
    }

    /** The command when none is named. */
    public static CommandSpec defaultCommand(CommandLine root) {
        return Objects.requireNonNull(root.getSubcommands().get(DEFAULT)).getCommandSpec();
    }

    /** Whether it can only be a channel; a plain word may be a misspelled command. */
    private static boolean isChannel(String word) {
        return word.startsWith("@")
                || isChatId(word)
                || (!word.startsWith("-") && NO_COMMAND.matcher(word).find());
    }

    private static boolean isChatId(String word) {
        return CHAT_ID.matcher(word).matches();
    }

    /** The position of the first word that is neither an option nor an option's value. */
    private static int firstWord(CommandLine root, List<String> words) {
        Set<String> withValue = new HashSet<>();
        for (CommandLine command : root.getSubcommands().values()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (option.arity().max() > 0) {
                    withValue.addAll(Arrays.asList(option.names()));
                }
            }
        }
        int index = 0;
        while (index < words.size() && words.get(index).startsWith("-") && !isChatId(words.get(index))) {
            index += withValue.contains(words.get(index)) ? 2 : 1;
        }
        return index;
    }
}

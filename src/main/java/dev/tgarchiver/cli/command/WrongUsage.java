package dev.tgarchiver.cli.command;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one sentence what is wrong with a command line, and suggests what may have been meant. */
public final class WrongUsage {

    private WrongUsage() {}

    public static String message(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String first = unmatched.getUnmatched().get(0);
            return what(unmatched.getCommandLine(), first) + meant(unmatched.getSuggestions());
        }
        String message = String.valueOf(failure.getMessage()).replaceFirst("^Error: ", "");
        return message.endsWith(".") ? message : message + ".";
    }

    private static String what(CommandLine command, String word) {
        String name = command.getCommandSpec().qualifiedName();
        if (word.startsWith("-")) {
            return name + " has no option " + word.replaceFirst("=.*", "") + ".";
        }
        return command.getParent() == null
                ? "\"" + word + "\" is not a command; a channel is written @" + word + "."
                : name + " does not take \"" + word + "\" there.";
    }

    private static String meant(List<String> suggestions) {
        return suggestions.isEmpty()
                ? ""
                : " Did you mean " + suggestions.stream().limit(3).collect(Collectors.joining(" or ")) + "?";
    }
}

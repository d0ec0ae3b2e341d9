package dev.tgarchiver.config.value;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${NAME}} in a text by the environment's value; a doubled dollar sign before the brace stands for a
 * single one.
 */
public final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}?)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Map<String, String> environment;

    public Placeholders(Map<String, String> environment) {
        this.environment = environment;
    }

    /** A variable that is not set. */
    public static final class MissingVariable extends IllegalArgumentException {
        MissingVariable(String name) {
            super("needs the environment variable " + name + ", which is not set");
        }
    }

    /**
     * Replaces all placeholders of a text, once: a variable's value is not expanded again.
     *
     * @throws MissingVariable when a variable is not set
     * @throws IllegalArgumentException when one is malformed
     */
    public String expand(String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder expanded = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String replacement = name == null ? "${" : variable(name, matcher.group(2));
            matcher.appendReplacement(expanded, Matcher.quoteReplacement(replacement));
        }
        return matcher.appendTail(expanded).toString();
    }

    private String variable(String name, String end) {
        if (end.isEmpty()) {
            throw new IllegalArgumentException("has ${ without }; write $${ for a literal ${");
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "has ${…} around something that is not a variable's name; " + "write $${ for a literal ${");
        }
        String value = environment.get(name);
        if (value == null) {
            throw new MissingVariable(name);
        }
        return value;
    }
}

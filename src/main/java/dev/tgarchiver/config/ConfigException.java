package dev.tgarchiver.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The configuration cannot be used. The message has one line per problem; each names the place, the key, the value
 * (unless it is secret), what is allowed and what to do.
 */
public final class ConfigException extends Exception {

    private final transient List<Problem> problems;

    /** Reports all that was found wrong, at least one problem. */
    public ConfigException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Reports one problem. */
    public ConfigException(Problem problem) {
        this(List.of(problem));
    }

    /** What is wrong, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * One thing that is wrong.
     *
     * @param where the file with its line, the environment variable or the option; empty when it is nowhere
     * @param key the full key, such as {@code download.output_dir}; empty when no key is meant
     * @param message what is wrong, what is allowed and what to do, on one line
     */
    public record Problem(String where, String key, String message) {

        /** The problem on one line. */
        @Override
        public String toString() {
            return (where.isEmpty() ? "" : where + ": ") + (key.isEmpty() ? "" : key + ": ") + message;
        }
    }
}

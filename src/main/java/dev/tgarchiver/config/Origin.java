package dev.tgarchiver.config;

import java.nio.file.Path;

/** Where a setting's value comes from. */
public sealed interface Origin {

    /** The origin as messages name it, empty for the default. */
    String describe();

    /**
     * A line of the configuration file.
     *
     * @param line counted from 1
     */
    record InFile(Path file, int line) implements Origin {
        @Override
        public String describe() {
            return file + ":" + line;
        }
    }

    /** An environment variable. */
    record Environment(String name) implements Origin {
        @Override
        public String describe() {
            return "environment variable " + name;
        }
    }

    /** An option or argument of the command line. */
    record Option(String name) implements Origin {
        @Override
        public String describe() {
            return "option " + name;
        }
    }

    /** The default. */
    record Default() implements Origin {
        @Override
        public String describe() {
            return "";
        }
    }
}

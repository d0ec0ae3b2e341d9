package dev.tgarchiver.report;

import java.util.List;

/** Words further commands on the same archive. */
public interface Commands {

    /** A command as the user types it. */
    String command(String name, List<String> arguments);
}

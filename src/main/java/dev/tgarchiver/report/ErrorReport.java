package dev.tgarchiver.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.console.terminal.Console;
import java.util.List;
import java.util.Optional;

/**
 * Why a command failed, for scripts.
 *
 * @param exitCode the process's exit code
 * @param messages what went wrong, a sentence or more each; several when several things did
 * @param hint the command that shows more, if there is one
 */
public record ErrorReport(int exitCode, List<String> messages, Optional<String> hint) {

    /** Copies the list. */
    public ErrorReport {
        messages = List.copyOf(messages);
    }

    /** Prints it as one JSON object on its own line, to standard output. Waits until it is written. */
    public void printJson(Console console) {
        console.print(json());
    }

    /** Scripts rely on its field names. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "error");
        ObjectNode error = json.putObject("error")
                .put("message", String.join("\n", messages))
                .put("exit_code", exitCode)
                .put("hint", hint.orElse(null));
        ArrayNode each = error.putArray("messages");
        messages.forEach(each::add);
        return json;
    }
}

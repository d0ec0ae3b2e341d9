package dev.tgarchiver.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.app.check.Finding;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.SafeText;
import java.util.List;
import java.util.Locale;

/** What {@code archiver doctor} prints. */
public final class FindingsReport {

    private static final int STATUS_WIDTH = 9;
    private static final int CHECK_WIDTH = 15;

    private FindingsReport() {}

    /** Prints one finding: a line, and another one with the advice, if any. */
    public static void print(Console console, Finding finding) {
        console.print(SafeText.padRight(word(finding), STATUS_WIDTH)
                + SafeText.padRight(finding.check(), CHECK_WIDTH)
                + finding.result());
        if (!finding.advice().isEmpty()) {
            console.print(" ".repeat(STATUS_WIDTH) + "What to do: " + finding.advice());
        }
    }

    /** Prints all findings as one JSON object. */
    public static void printJson(Console console, List<Finding> findings, int exitCode) {
        console.print(json(findings, exitCode));
    }

    /** Scripts rely on its field names. */
    static ObjectNode json(List<Finding> findings, int exitCode) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("ok", exitCode == 0).put("exit_code", exitCode);
        ArrayNode checks = json.putArray("checks");
        for (Finding finding : findings) {
            checks.addObject()
                    .put("check", finding.check())
                    .put("status", word(finding))
                    .put("result", finding.result())
                    .put("advice", finding.advice().isEmpty() ? null : finding.advice());
        }
        return json;
    }

    private static String word(Finding finding) {
        return finding.status().name().toLowerCase(Locale.ROOT);
    }
}

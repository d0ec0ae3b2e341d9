package dev.tgarchiver.report.posts;

import java.util.List;
import java.util.stream.Collectors;

/** Rows of CSV as RFC 4180 has them. A text that a spreadsheet would take for a formula starts with an apostrophe. */
final class CsvRow {

    private static final String FORMULA = "=+-@\t\r\n";

    private CsvRow() {}

    /** The row with its line break. */
    static String of(List<String> values) {
        return values.stream().map(CsvRow::value).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String value(String text) {
        String first = text.stripLeading();
        boolean formula = !text.isEmpty()
                && (FORMULA.indexOf(text.charAt(0)) >= 0
                        || (!first.isEmpty() && FORMULA.indexOf(first.charAt(0)) >= 0));
        String safe = formula && !isNumber(text) ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d+");
    }
}

package dev.tgarchiver.export.lines;

import dev.tgarchiver.export.WellFormed;
import java.util.Optional;

/**
 * A row of a table after RFC 4180. Texts that a spreadsheet would take for a formula get an apostrophe in front, because
 * anybody may have written them.
 */
final class CsvRow {

    private static final String FORMULAS = "=+-@\t\r";

    private final StringBuilder row = new StringBuilder(256);
    private boolean isFirst = true;

    /** A text by others. */
    CsvRow text(String text) {
        String well = WellFormed.text(text);
        boolean formula = !well.isEmpty() && FORMULAS.indexOf(well.charAt(0)) >= 0;
        return field(formula ? "'" + well : well);
    }

    /** A text, if there is one. */
    CsvRow text(Optional<String> text) {
        return text(text.orElse(""));
    }

    CsvRow number(long number) {
        return field(Long.toString(number));
    }

    /** A number, unless it is 0. */
    CsvRow known(long number) {
        return number == 0 ? field("") : number(number);
    }

    private CsvRow field(String text) {
        if (!isFirst) {
            row.append(',');
        }
        isFirst = false;
        boolean quoted =
                text.indexOf(',') >= 0 || text.indexOf('"') >= 0 || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
        if (quoted) {
            row.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            row.append(text);
        }
        return this;
    }

    /** The row with the end of its line. */
    @Override
    public String toString() {
        return row + "\r\n";
    }
}

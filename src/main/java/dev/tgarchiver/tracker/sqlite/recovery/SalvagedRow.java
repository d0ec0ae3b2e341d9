package dev.tgarchiver.tracker.sqlite.recovery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row by its columns' names; columns that an older schema lacks are null. */
final class SalvagedRow {
    private final List<String> columns;
    private final @Nullable Object[] values;

    SalvagedRow(List<String> columns, @Nullable Object[] values) {
        this.columns = columns;
        this.values = values;
    }

    @Nullable
    Object[] values() {
        return values;
    }

    @Nullable
    Object get(String column) {
        int index = columns.indexOf(column);
        return index < 0 ? null : values[index];
    }

    long number(String column) {
        return get(column) instanceof Number number ? number.longValue() : 0;
    }

    String text(String column) {
        return get(column) instanceof String text ? text : "";
    }
}

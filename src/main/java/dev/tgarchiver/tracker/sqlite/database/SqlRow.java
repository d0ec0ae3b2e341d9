package dev.tgarchiver.tracker.sqlite.database;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The row at which a cursor stands, read by the names of its columns. The names are looked up once for each prepared
 * statement, so that a value costs no more than by its position. Valid only inside its {@link Sql.RowReader}.
 */
public final class SqlRow {

    private final Map<String, Integer> columns = new HashMap<>();
    private @Nullable ResultSet rows;

    SqlRow() {}

    /** Stands in for the cursor's present row. */
    SqlRow at(ResultSet cursor) throws SQLException {
        if (columns.isEmpty()) {
            ResultSetMetaData names = cursor.getMetaData();
            for (int column = 1; column <= names.getColumnCount(); column++) {
                if (columns.put(names.getColumnLabel(column), column) != null) {
                    throw new IllegalStateException("two columns are named " + names.getColumnLabel(column));
                }
            }
        }
        rows = cursor;
        return this;
    }

    private ResultSet cursor() {
        if (rows == null) {
            throw new IllegalStateException("there is no row");
        }
        return rows;
    }

    private int position(String column) {
        Integer position = columns.get(column);
        if (position == null) {
            throw new IllegalArgumentException("no column is named " + column + " among " + columns.keySet());
        }
        return position;
    }

    private int onlyPosition() {
        if (columns.size() != 1) {
            throw new IllegalStateException("there is not one column, but " + columns.keySet());
        }
        return 1;
    }

    /** A number, 0 where it is NULL. */
    public long number(String column) throws SQLException {
        return cursor().getLong(position(column));
    }

    /** The number in the only column, 0 where it is NULL. */
    public long number() throws SQLException {
        return cursor().getLong(onlyPosition());
    }

    /** A number, unless it is NULL. */
    public Optional<Long> optionalNumber(String column) throws SQLException {
        long number = number(column);
        return cursor().wasNull() ? Optional.empty() : Optional.of(number);
    }

    /** A number that fits into 32 bits. */
    public int integer(String column) throws SQLException {
        return cursor().getInt(position(column));
    }

    public boolean flag(String column) throws SQLException {
        return cursor().getBoolean(position(column));
    }

    /** A text that is not NULL. */
    public String text(String column) throws SQLException {
        return cursor().getString(position(column));
    }

    /** The text in the only column, which is not NULL. */
    public String text() throws SQLException {
        return cursor().getString(onlyPosition());
    }

    /** A text, unless it is NULL. */
    public Optional<String> optionalText(String column) throws SQLException {
        return Optional.ofNullable(cursor().getString(position(column)));
    }

    public byte @Nullable [] bytes(String column) throws SQLException {
        return cursor().getBytes(position(column));
    }
}

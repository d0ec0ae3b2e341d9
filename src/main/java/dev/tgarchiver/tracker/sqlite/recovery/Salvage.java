package dev.tgarchiver.tracker.sqlite.recovery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads all readable rows of a damaged database. A damaged page ends a scan, so every range is read from both ends, and
 * rows between two damaged pages are searched in the halves of the unread ranges, the larger ones first. Used by one
 * thread.
 */
final class Salvage implements AutoCloseable {

    /** A page holds a few hundred rows at most, and each row on a damaged one costs a few scans. */
    private static final int MOST_FRUITLESS_SCANS = 2_000;

    private final Connection connection;

    /** Reads through a connection of its own, and closes it at the end. */
    Salvage(Connection connection) {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            // A damaged trigger must not prevent reading the tables.
            statement.execute("PRAGMA writable_schema = ON");
        } catch (SQLException e) {
            // Then none of it is readable, as the reading methods report.
            return;
        }
    }

    /** Receives a row: its values in the order of the columns. */
    interface RowConsumer {
        void accept(@Nullable Object[] values) throws SQLException;
    }

    /** The consumer's failure, which says nothing about the database that is read. */
    static final class Rejected extends Exception {
        private static final long serialVersionUID = 1L;

        private final SQLException reason;

        Rejected(SQLException reason) {
            super(reason);
            this.reason = reason;
        }

        SQLException reason() {
            return reason;
        }
    }

    /** Keys that have not been read yet. */
    record Range(long first, long last) {

        /** All possible keys. */
        static final Range ALL = new Range(0, Long.MAX_VALUE);

        private long width() {
            return last - first;
        }

        private List<Range> halves() {
            long middle = first + width() / 2;
            return List.of(new Range(first, middle), new Range(middle + 1, last));
        }
    }

    /** The columns of a table; none when they cannot be read. */
    List<String> columns(String table) {
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA table_info(" + table + ")")) {
            while (rows.next()) {
                columns.add(rows.getString("name"));
            }
            return columns;
        } catch (SQLException e) {
            return List.of();
        }
    }

    /** A number, unless it cannot be read. */
    OptionalLong number(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        } catch (SQLException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Reads a table's rows in no particular order.
     *
     * @param columns the first is the table's integer key
     * @param ranges the keys to read; the nearer they are to the existing keys, the more rows are found
     * @return whether everything was readable
     */
    boolean read(String table, List<String> columns, List<Range> ranges, RowConsumer consumer) throws Rejected {
        boolean whole = true;
        for (Range range : ranges) {
            whole &= read(table, columns, range, consumer);
        }
        return whole;
    }

    private boolean read(String table, List<String> columns, Range all, RowConsumer consumer) throws Rejected {
        PriorityQueue<Range> unread =
                new PriorityQueue<>(Comparator.comparingLong(Range::width).reversed());
        unread.add(all);
        boolean whole = true;
        int fruitless = 0;
        while (!unread.isEmpty() && fruitless < MOST_FRUITLESS_SCANS) {
            Range range = unread.remove();
            Optional<Range> rest = scan(table, columns, range, true, consumer);
            if (rest.isPresent()) {
                whole = false;
                rest = scan(table, columns, rest.get(), false, consumer);
            }
            fruitless += rest.equals(Optional.of(range)) ? 1 : 0;
            if (rest.isPresent() && rest.get().width() > 0) {
                unread.addAll(rest.get().halves());
            }
        }
        return whole;
    }

    /** Reads a range from one of its ends; returns the unread part after damage. */
    private Optional<Range> scan(
            String table, List<String> columns, Range range, boolean ascending, RowConsumer consumer) throws Rejected {
        // Not through an index, which may be damaged itself or lack rows.
        String sql = String.format(
                Locale.ROOT,
                "SELECT %s FROM %s NOT INDEXED WHERE %s BETWEEN %d AND %d ORDER BY %3$s %s",
                String.join(", ", columns),
                table,
                columns.get(0),
                range.first(),
                range.last(),
                ascending ? "ASC" : "DESC");
        Range rest = range;
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                long key = rows.getLong(1);
                if (key < rest.first() || key > rest.last()) {
                    // A damaged page that still looks valid.
                    return Optional.of(rest);
                }
                @Nullable Object[] values = new @Nullable Object[columns.size()];
                for (int column = 0; column < values.length; column++) {
                    values[column] = rows.getObject(column + 1);
                }
                hand(values, consumer);
                if (key == (ascending ? rest.last() : rest.first())) {
                    return Optional.empty();
                }
                rest = ascending ? new Range(key + 1, rest.last()) : new Range(rest.first(), key - 1);
            }
            return Optional.empty();
        } catch (SQLException | RuntimeException e) {
            // Some damage makes the driver fail unexpectedly.
            return Optional.of(rest);
        }
    }

    private static void hand(@Nullable Object[] values, RowConsumer consumer) throws Rejected {
        try {
            consumer.accept(values);
        } catch (SQLException e) {
            throw new Rejected(e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

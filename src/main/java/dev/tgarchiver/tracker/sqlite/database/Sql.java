package dev.tgarchiver.tracker.sqlite.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements on the connection and keeps them prepared. {@link Database} lends it while its lock is held; never
 * keep it.
 */
public final class Sql {

    private final Connection connection;
    private final Map<String, Prepared> prepared = new HashMap<>();
    private long run;

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** The run that uses this connection, whose counts it updates; 0 for none. */
    public long run() {
        return run;
    }

    /** Sets the run that uses it. */
    public void run(long id) {
        run = id;
    }

    /** Makes a value of the row at which the cursor stands. */
    public interface RowReader<T> {
        T read(SqlRow row) throws SQLException;
    }

    public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... arguments) throws SQLException {
        return run(sql, arguments, use -> {
            List<T> values = new ArrayList<>();
            try (ResultSet rows = use.statement().executeQuery()) {
                while (rows.next()) {
                    values.add(reader.read(use.row().at(rows)));
                }
            }
            return values;
        });
    }

    public <T> Optional<T> one(String sql, RowReader<T> reader, @Nullable Object... arguments) throws SQLException {
        return run(sql, arguments, use -> {
            try (ResultSet rows = use.statement().executeQuery()) {
                return rows.next() ? Optional.of(reader.read(use.row().at(rows))) : Optional.empty();
            }
        });
    }

    /** The only column of the first row, 0 where it is NULL. */
    public long number(String sql, @Nullable Object... arguments) throws SQLException {
        return one(sql, SqlRow::number, arguments).orElseThrow(() -> new IllegalStateException("no row from " + sql));
    }

    /** The number of changed rows, without those of triggers. */
    public int update(String sql, @Nullable Object... arguments) throws SQLException {
        return run(sql, arguments, use -> use.statement().executeUpdate());
    }

    /** Runs one or several statements that return nothing and are not used again. */
    void script(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** A statement, and the names of its columns. */
    private record Prepared(PreparedStatement statement, SqlRow row) {}

    /** The use of a statement whose arguments are bound. */
    private interface Execution<T> {
        T of(Prepared prepared) throws SQLException;
    }

    private <T> T run(String sql, @Nullable Object[] arguments, Execution<T> execution) throws SQLException {
        Prepared use = prepared.get(sql);
        if (use == null) {
            use = new Prepared(connection.prepareStatement(sql), new SqlRow());
            prepared.put(sql, use);
        }
        try {
            for (int i = 0; i < arguments.length; i++) {
                use.statement().setObject(i + 1, arguments[i]);
            }
            return execution.of(use);
        } catch (SQLException | RuntimeException e) {
            // The driver closes a failed statement, so it cannot be used again.
            prepared.remove(sql);
            close(use.statement(), e);
            throw e;
        }
    }

    private static void close(PreparedStatement statement, Exception failure) {
        try {
            statement.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}

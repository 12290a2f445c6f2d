package winnow.store.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/**
 * One connection to a workspace file. Thread-safe: calls take turns, and writers of all connections of a workspace
 * queue at one fair lock, so that a decision waits for one batch of an import and never for two. Every call may wait
 * for the disk, so none belongs on the JavaFX thread.
 */
final class Sql implements AutoCloseable {

    /** Makes something of a row. */
    interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Looks at a row. */
    interface RowVisitor {
        void visit(ResultSet row) throws SQLException;
    }

    /** Statements that belong together. */
    interface Work<T> {
        T run() throws SQLException;
    }

    private final Path file;
    private final Connection connection;
    private final ReentrantLock writers;

    Sql(Path file, Connection connection, ReentrantLock writers) {
        this.file = file;
        this.connection = connection;
        this.writers = writers;
    }

    Path file() {
        return file;
    }

    <T> List<T> list(String sql, RowMapper<T> mapper, @Nullable Object... args) {
        return run(() -> {
            try (PreparedStatement statement = prepare(sql, args);
                    ResultSet rows = statement.executeQuery()) {
                List<T> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(mapper.map(rows));
                }
                return result;
            }
        });
    }

    /** Shows every row to {@code visitor}; holds none of them. */
    void each(String sql, RowVisitor visitor, @Nullable Object... args) {
        run(() -> {
            try (PreparedStatement statement = prepare(sql, args);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    visitor.visit(rows);
                }
                return true;
            }
        });
    }

    <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... args) {
        List<T> found = list(sql, mapper, args);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    /** The first column of the first row; 0 where there is none. */
    long number(String sql, @Nullable Object... args) {
        return first(sql, row -> row.getLong(1), args).orElse(0L);
    }

    /** The first column of every row, eight bytes each. */
    long[] longs(String sql, @Nullable Object... args) {
        return run(() -> {
            try (PreparedStatement statement = prepare(sql, args);
                    ResultSet rows = statement.executeQuery()) {
                long[] result = new long[1024];
                int size = 0;
                while (rows.next()) {
                    if (size == result.length) {
                        result = Arrays.copyOf(result, size * 2);
                    }
                    result[size++] = rows.getLong(1);
                }
                return Arrays.copyOf(result, size);
            }
        });
    }

    /** What {@code result} makes of the first two columns of every row, sixteen bytes each. */
    <T> T longsAndDoubles(String sql, BiFunction<long[], double[], T> result, @Nullable Object... args) {
        return run(() -> {
            try (PreparedStatement statement = prepare(sql, args);
                    ResultSet rows = statement.executeQuery()) {
                long[] longs = new long[1024];
                double[] doubles = new double[1024];
                int size = 0;
                while (rows.next()) {
                    if (size == longs.length) {
                        longs = Arrays.copyOf(longs, size * 2);
                        doubles = Arrays.copyOf(doubles, size * 2);
                    }
                    longs[size] = rows.getLong(1);
                    doubles[size++] = rows.getDouble(2);
                }
                return result.apply(Arrays.copyOf(longs, size), Arrays.copyOf(doubles, size));
            }
        });
    }

    /** The first column of every row as a set of small numbers. */
    BitSet set(String sql, @Nullable Object... args) {
        return run(() -> {
            try (PreparedStatement statement = prepare(sql, args);
                    ResultSet rows = statement.executeQuery()) {
                BitSet result = new BitSet();
                while (rows.next()) {
                    result.set(Math.toIntExact(rows.getLong(1)));
                }
                return result;
            }
        });
    }

    /** All that {@code work} writes is stored, or nothing of it. May call itself. */
    <T> T write(Work<T> work) {
        writers.lock();
        try {
            return writers.getHoldCount() > 1 ? run(work) : run(() -> transaction(work));
        } finally {
            writers.unlock();
        }
    }

    int update(String sql, @Nullable Object... args) {
        return write(() -> {
            try (PreparedStatement statement = prepare(sql, args)) {
                return statement.executeUpdate();
            }
        });
    }

    /**
     * The same statement for many rows; all are stored, or none.
     *
     * @return how many rows that changed, without those that triggers changed
     */
    long updateAll(String sql, List<@Nullable Object[]> rows) {
        return write(() -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (@Nullable Object[] row : rows) {
                    bind(statement, row);
                    statement.addBatch();
                }
                return Arrays.stream(statement.executeBatch()).asLongStream().sum();
            }
        });
    }

    /** Statements without arguments, one after the other. */
    void execute(String script) {
        run(() -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(script);
            }
        });
    }

    @Override
    public void close() {
        run(() -> {
            connection.close();
            return true;
        });
    }

    static OptionalDouble optionalDouble(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    static OptionalLong optionalLong(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    static Optional<String> optionalText(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private <T> T transaction(Work<T> work) throws SQLException {
        execute("BEGIN IMMEDIATE");
        boolean done = false;
        try {
            T result = work.run();
            execute("COMMIT");
            done = true;
            return result;
        } finally {
            if (!done) {
                rollback();
            }
        }
    }

    private void rollback() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself, as it does when the disk is full; the first error is the one to tell
            if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
                throw e;
            }
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object... args) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        bind(statement, args);
        return statement;
    }

    private static void bind(PreparedStatement statement, @Nullable Object... args) throws SQLException {
        for (int i = 0; i < args.length; i++) {
            statement.setObject(i + 1, args[i]);
        }
    }

    private synchronized <T> T run(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /** Says in one sentence what the database could not do. */
    static StoreException failure(Path file, SQLException e) {
        String name = String.valueOf(file.getFileName());
        String code = e instanceof SQLiteException s ? s.getResultCode().name() : "";
        if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) {
            return new StoreException("Another program is writing to " + name + ". Close it and try again.", e);
        }
        if (code.startsWith("SQLITE_NOTADB")) {
            return new StoreException(
                    name + " is not a Winnow workspace; it was left as it is. Choose another file.", e);
        }
        if (code.startsWith("SQLITE_CORRUPT")) {
            return new StoreException(
                    name + " is damaged; it was left as it is. Restore it from a copy, or start a new workspace.", e);
        }
        if (code.startsWith("SQLITE_FULL")) {
            return new StoreException("The disk is full: " + name + " was not changed. Make room and try again.", e);
        }
        if (code.startsWith("SQLITE_READONLY")
                || code.startsWith("SQLITE_CANTOPEN")
                || code.startsWith("SQLITE_IOERR")) {
            return new StoreException(
                    name + " cannot be read or written in " + file.getParent()
                            + ". Check that the folder exists, is writable and that the disk is there.",
                    e);
        }
        return new StoreException("The workspace " + name + " did not take a change: " + e.getMessage(), e);
    }
}

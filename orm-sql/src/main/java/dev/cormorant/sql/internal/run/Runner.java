package dev.cormorant.sql.internal.run;

import dev.cormorant.core.Database;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.sql.cursor.StreamWork;
import dev.cormorant.sql.mapping.RowMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Runs queries and statements on one database, each on the connection of the current transaction or on its own. */
public final class Runner {

    private final Database database;

    /**
     * A runner.
     *
     * @param database the database
     */
    public Runner(Database database) {
        this.database = database;
    }

    /** What is read of an open result. */
    private interface Reading<T extends @Nullable Object, R> {
        R read(ResultSet rows, RowMapper<T> mapper, Failures failures) throws SQLException;
    }

    private <T extends @Nullable Object, R> R run(Query query, RowReader<T> reader, Reading<T, R> reading) {
        Failures failures = new Failures(database, "fetch", query::text);
        try (Connection connection = database.connection(Access.READ, "fetch");
                OpenRows open = query.open(connection, 0)) {
            ResultSet rows = open.rows();
            return reading.read(rows, mapper(reader, rows, failures), failures);
        } catch (SQLException failed) {
            throw failures.translated(failed);
        }
    }

    static <T extends @Nullable Object> RowMapper<T> mapper(RowReader<T> reader, ResultSet rows, Failures failures)
            throws SQLException {
        try {
            return reader.over(rows);
        } catch (MappingException failed) {
            throw failures.inShape(failed);
        }
    }

    /**
     * All rows.
     *
     * @param <T> a row
     * @param query the query
     * @param reader how rows are read
     * @return the rows in the order of the query
     */
    public <T extends @Nullable Object> List<T> list(Query query, RowReader<T> reader) {
        return run(query, reader, Runner::all);
    }

    private static <T extends @Nullable Object> List<T> all(ResultSet rows, RowMapper<T> mapper, Failures failures)
            throws SQLException {
        List<T> list = new ArrayList<>();
        try {
            while (rows.next()) {
                list.add(mapper.map(rows));
            }
        } catch (MappingException failed) {
            throw failures.inRow(list.size() + 1L, failed);
        }
        return list;
    }

    /**
     * The one row, if there is one.
     *
     * @param <T> a row
     * @param query the query
     * @param reader how rows are read
     * @return the row; empty if there is none or it is null
     * @throws dev.cormorant.core.error.UnexpectedRowsException if there is more than one
     */
    public <T> Optional<T> one(Query query, RowReader<? extends @Nullable T> reader) {
        return run(query, reader, (rows, mapper, failures) -> {
            boolean found = rows.next();
            return found ? Optional.ofNullable(only(rows, mapper, failures)) : Optional.empty();
        });
    }

    /**
     * The first row, if there is one: for a query that can give no second one, which is not looked for.
     *
     * @param <T> a row
     * @param query the query
     * @param reader how rows are read
     * @return the row; empty if there is none
     */
    public <T> Optional<T> first(Query query, RowReader<T> reader) {
        return run(query, reader, (rows, mapper, failures) -> {
            if (!rows.next()) {
                return Optional.empty();
            }
            return Optional.of(firstRow(rows, mapper, failures));
        });
    }

    private static <T extends @Nullable Object> T firstRow(ResultSet rows, RowMapper<T> mapper, Failures failures)
            throws SQLException {
        try {
            return mapper.map(rows);
        } catch (MappingException failed) {
            throw failures.inRow(1, failed);
        }
    }

    /**
     * The one row that there must be.
     *
     * @param <T> a row
     * @param query the query
     * @param reader how rows are read
     * @return the row
     * @throws dev.cormorant.core.error.UnexpectedRowsException if there is none, or more than one
     */
    public <T extends @Nullable Object> T single(Query query, RowReader<T> reader) {
        List<T> found = run(query, reader, (rows, mapper, failures) -> {
            if (!rows.next()) {
                throw failures.unexpectedRows(
                        "there is no row, and one was promised; use fetchOne if there may be none");
            }
            List<T> one = new ArrayList<>(1);
            one.add(only(rows, mapper, failures));
            return one;
        });
        return found.get(0);
    }

    private static <T extends @Nullable Object> T only(ResultSet rows, RowMapper<T> mapper, Failures failures)
            throws SQLException {
        T row = firstRow(rows, mapper, failures);
        if (rows.next()) {
            throw failures.unexpectedRows(
                    "there is more than one row, and at most one was promised; narrow the query," + " or use fetch");
        }
        return row;
    }

    /**
     * Opens a cursor.
     *
     * @param <T> a row
     * @param query the query
     * @param reader how rows are read
     * @param place what it is for: {@code cursor}, {@code stream}
     * @return the cursor; closed by the caller
     */
    public <T extends @Nullable Object> RowCursor<T> cursor(Query query, RowReader<T> reader, String place) {
        Failures failures = new Failures(database, place, query::text);
        int fetchSize = database.config().statements().fetchSize();
        Connection connection = database.connection(Access.READ, place);
        OpenRows rows = null;
        try {
            rows = query.open(connection, fetchSize);
            return new RowCursor<>(connection, rows, mapper(reader, rows.rows(), failures), failures);
        } catch (SQLException failed) {
            OrmException meaning = failures.translated(failed);
            closeAfter(meaning, connection, rows);
            throw meaning;
        } catch (RuntimeException | Error failed) {
            closeAfter(failed, connection, rows);
            throw failed;
        }
    }

    private static void closeAfter(Throwable failed, Connection connection, @Nullable OpenRows rows) {
        try (connection;
                rows) {
            // Both are closed by leaving this block, the result first.
        } catch (SQLException suppressed) {
            failed.addSuppressed(suppressed);
        }
    }

    /**
     * Lets work have the rows as a stream.
     *
     * @param <T> a row
     * @param <R> what the work gives
     * @param <X> what the work may throw
     * @param query the query
     * @param reader how rows are read
     * @param work the work
     * @return what the work returned
     * @throws X what the work threw
     */
    public <T extends @Nullable Object, R extends @Nullable Object, X extends Exception> R stream(
            Query query, RowReader<T> reader, StreamWork<T, R, X> work) throws X {
        try (RowCursor<T> cursor = cursor(query, reader, "stream")) {
            // The stream itself is not closed: one that escaped then fails in the cursor, which knows where it was
            // opened.
            return work.run(StreamSupport.stream(new CursorSpliterator<>(cursor), false));
        }
    }

    /**
     * Runs a statement that gives no rows.
     *
     * @param statement the statement
     * @return how many rows it changed
     */
    public long execute(PlainQuery statement) {
        try (Connection connection = database.connection(Access.WRITE, "execute")) {
            return statement.execute(connection);
        } catch (SQLException failed) {
            throw new Failures(database, "execute", statement::text).translated(failed);
        }
    }

    /**
     * Sends rows through one statement, in a transaction of their own, or in a savepoint of the running one.
     *
     * @param sql the statement, with {@code ?}
     * @param parameters how many it has
     * @param size rows sent at once
     * @param progress told after each sending how many rows have been sent
     * @param rows gives every row to the writer
     * @return the writer, which has sent all rows
     */
    public BatchWriter batch(String sql, int parameters, int size, LongConsumer progress, Consumer<BatchWriter> rows) {
        return database.transaction(TransactionOptions.readWrite().named("batch"), transaction -> {
            try (PreparedStatement statement = transaction.connection().prepareStatement(sql)) {
                BatchWriter writer = new BatchWriter(database, statement, sql, parameters, size, progress);
                rows.accept(writer);
                writer.finish();
                return writer;
            } catch (SQLException failed) {
                throw new Failures(database, "execute batch", () -> sql).translated(failed);
            }
        });
    }
}

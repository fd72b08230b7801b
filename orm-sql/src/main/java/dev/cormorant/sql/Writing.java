package dev.cormorant.sql;

import dev.cormorant.core.Database;
import dev.cormorant.core.DatabaseHandle;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.sql.internal.run.BatchWriter;
import dev.cormorant.sql.internal.text.ParsedSql;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The writing half of {@link Orm}: statements in plain SQL that give no rows, and batches of them. */
abstract sealed class Writing extends Reading permits Orm {

    Writing(Database database) {
        super(database);
    }

    Writing(Reading shared, DatabaseHandle handle) {
        super(shared, handle);
    }

    /**
     * Runs a statement that gives no rows.
     *
     * @param statement the statement
     * @return how many rows it inserted, updated or deleted; 0 for others
     * @throws IllegalArgumentException if values and parameters do not fit
     * @throws dev.cormorant.core.error.OrmException if no connection can be had or the database refuses it; the subtype says
     *     why
     */
    public long execute(Sql statement) {
        long count = runner.execute(query(statement));
        return parsed(statement.text()).countsRows() ? count : 0;
    }

    /**
     * Sends many rows through one statement: in one transaction, which is a savepoint of the running one if there is one, so
     * that all rows are there afterwards or none. Memory is needed for one batch, however many rows there are.
     *
     * @param sql the statement, with a {@code ?} for each value
     * @param rows the values of each row in the order of the {@code ?}; read once
     * @param options how many rows at once, and who is told
     * @return what was done
     * @throws IllegalArgumentException if the statement has named parameters, or a row has more or fewer values than it has
     *     {@code ?}
     * @throws dev.cormorant.core.error.OrmException if the database refuses a row; the message says in which batch
     */
    public BatchResult executeBatch(String sql, Iterator<@Nullable Object[]> rows, BatchOptions options) {
        return batch(sql, options, writer -> rows.forEachRemaining(writer::add));
    }

    /**
     * Sends many rows through one statement, as {@link #executeBatch(String, Iterator, BatchOptions)}.
     *
     * @param sql the statement, with a {@code ?} for each value
     * @param rows the values of each row in the order of the {@code ?}; closed by the caller
     * @param options how many rows at once, and who is told
     * @return what was done
     */
    public BatchResult executeBatch(String sql, Stream<@Nullable Object[]> rows, BatchOptions options) {
        // An iterator of a stream would hold back what flatMap gives at once.
        return batch(sql, options, writer -> rows.sequential().forEachOrdered(writer::add));
    }

    /**
     * Sends many rows through one statement, 1,000 at once, as {@link #executeBatch(String, Iterator, BatchOptions)}.
     *
     * @param sql the statement, with a {@code ?} for each value
     * @param rows the values of each row in the order of the {@code ?}; read once
     * @return what was done
     */
    public BatchResult executeBatch(String sql, Iterator<@Nullable Object[]> rows) {
        return executeBatch(sql, rows, BatchOptions.defaults());
    }

    /**
     * Sends many rows through one statement, 1,000 at once, as {@link #executeBatch(String, Iterator, BatchOptions)}.
     *
     * @param sql the statement, with a {@code ?} for each value
     * @param rows the values of each row in the order of the {@code ?}; closed by the caller
     * @return what was done
     */
    public BatchResult executeBatch(String sql, Stream<@Nullable Object[]> rows) {
        return executeBatch(sql, rows, BatchOptions.defaults());
    }

    private BatchResult batch(String sql, BatchOptions options, Consumer<BatchWriter> rows) {
        ParsedSql parsed = parsed(sql);
        if (!parsed.names().isEmpty()) {
            throw new IllegalArgumentException(new FailedOperation("execute batch", database.label(), 0, sql)
                    .message("it has " + parsed.placeholders() + ", and the rows of a batch go by order; write ?"));
        }
        BatchWriter done = runner.batch(sql, parsed.positional(), options.size(), options.progress(), rows);
        long affected = done.affected();
        return new BatchResult(done.sent(), affected < 0 ? OptionalLong.empty() : OptionalLong.of(affected));
    }
}

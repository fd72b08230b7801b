package dev.cormorant.sql.internal.jooq;

import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.sql.internal.run.OpenRows;
import dev.cormorant.sql.internal.run.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.time.Duration;
import org.jooq.Configuration;
import org.jooq.Cursor;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ResultQuery;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * A query that jOOQ renders, binds and runs, and whose JDBC result is read without jOOQ's records: these cost half of the rows
 * per second.
 */
final class JooqQuery implements Query {

    private final ResultQuery<?> query;
    private final Configuration configuration;
    private final int seconds;
    private @Nullable String rendered;

    JooqQuery(ResultQuery<?> query, Configuration configuration) {
        this(query, configuration, 0);
    }

    private JooqQuery(ResultQuery<?> query, Configuration configuration, int seconds) {
        this.query = query;
        this.configuration = configuration;
        this.seconds = seconds;
    }

    @Override
    public Query within(Duration time) {
        return new JooqQuery(query, configuration, Math.max(1, (int) time.toSeconds()));
    }

    /** Takes the result out of the hands of jOOQ, and asks for a streamed one. */
    private static final class Intercept implements ExecuteListener {

        private static final long serialVersionUID = 1L;

        private final transient int fetchSize;
        private final transient int seconds;
        private transient @Nullable ResultSet rows;
        private transient @Nullable String sql;

        Intercept(int fetchSize, int seconds) {
            this.fetchSize = fetchSize;
            this.seconds = seconds;
        }

        @Override
        public void renderEnd(ExecuteContext execution) {
            sql = execution.sql();
        }

        /** Not through the query: jOOQ then logs, for every run on PostgreSQL, that autocommit is on. */
        @Override
        public void executeStart(ExecuteContext execution) {
            try {
                if (fetchSize > 0 && execution.statement().getFetchSize() == 0) {
                    execution.statement().setFetchSize(fetchSize);
                }
                if (seconds > 0) {
                    execution.statement().setQueryTimeout(seconds);
                }
            } catch (SQLException failed) {
                throw new DataAccessException("the fetch size or the time limit was refused", failed);
            }
        }

        @Override
        public void executeEnd(ExecuteContext execution) {
            rows = execution.resultSet();
        }
    }

    @Override
    public OpenRows open(Connection connection, int fetchSize) throws SQLException {
        Intercept intercept = new Intercept(fetchSize, seconds);
        Configuration own = configuration.derive(new OneConnection(connection)).deriveAppending(intercept);
        Cursor<?> cursor = run(own);
        rendered = intercept.sql;
        ResultSet rows = intercept.rows;
        if (rows == null) {
            cursor.close();
            throw new SQLSyntaxErrorException("the statement gives no rows; run it with orm.execute or jOOQ's execute");
        }
        return new OpenRows(rows, cursor::close);
    }

    /** jOOQ keeps the state of a run in the query itself; threads that share a query therefore take turns. */
    private Cursor<?> run(Configuration own) {
        synchronized (query) {
            return own.dsl().fetchLazy(query);
        }
    }

    /** {@return the text for JDBC, once it has been run; before that a word in its place} */
    @Override
    public String text() {
        return rendered == null ? "(a jOOQ query)" : rendered;
    }

    @Override
    public String toString() {
        return FailedOperation.shortened(text());
    }
}

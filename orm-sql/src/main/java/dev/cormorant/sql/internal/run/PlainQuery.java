package dev.cormorant.sql.internal.run;

import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.sql.internal.text.BoundSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement in plain SQL with its values. */
public final class PlainQuery implements Query {

    private final String text;
    private final BoundSql bound;
    private final ColumnTypes types;
    private final int seconds;

    /**
     * Ties them together.
     *
     * @param text the text as the caller wrote it, for messages
     * @param bound the text for JDBC and its values
     * @param types how values are bound
     */
    public PlainQuery(String text, BoundSql bound, ColumnTypes types) {
        this(text, bound, types, 0);
    }

    private PlainQuery(String text, BoundSql bound, ColumnTypes types, int seconds) {
        this.text = text;
        this.bound = bound;
        this.types = types;
        this.seconds = seconds;
    }

    @Override
    public Query within(Duration time) {
        return new PlainQuery(text, bound, types, Math.max(1, (int) time.toSeconds()));
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public OpenRows open(Connection connection, int fetchSize) throws SQLException {
        PreparedStatement statement = prepare(connection);
        try {
            if (fetchSize > 0) {
                statement.setFetchSize(fetchSize);
            }
            if (seconds > 0) {
                statement.setQueryTimeout(seconds);
            }
            ResultSet rows = statement.executeQuery();
            return new OpenRows(rows, statement::close);
        } catch (SQLException | RuntimeException | Error failed) {
            closeAfter(failed, statement);
            throw failed;
        }
    }

    /**
     * Runs it as a statement that gives no rows.
     *
     * @param connection the connection
     * @return how many rows it changed
     * @throws SQLException if JDBC fails
     */
    public long execute(Connection connection) throws SQLException {
        try (PreparedStatement statement = prepare(connection)) {
            return statement.executeLargeUpdate();
        }
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(bound.sql());
        try {
            List<@Nullable Object> values = bound.values();
            for (int i = 0; i < values.size(); i++) {
                types.bind(statement, i + 1, unwrapped(values.get(i)));
            }
            return statement;
        } catch (SQLException | RuntimeException | Error failed) {
            closeAfter(failed, statement);
            throw failed;
        }
    }

    private static void closeAfter(Throwable failed, PreparedStatement statement) {
        try {
            statement.close();
        } catch (SQLException suppressed) {
            failed.addSuppressed(suppressed);
        }
    }

    /** {@return what an Optional holds; null for an empty one} */
    static @Nullable Object unwrapped(@Nullable Object value) {
        return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }
}

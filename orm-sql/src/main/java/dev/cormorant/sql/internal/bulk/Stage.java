package dev.cormorant.sql.internal.bulk;

import dev.cormorant.core.driver.BulkColumn;
import dev.cormorant.core.driver.BulkTable;
import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.sql.internal.entity.BulkShape;
import dev.cormorant.sql.internal.entity.BulkUpsert;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The temporary table of an upsert of many rows, in one transaction. For one thread. */
final class Stage implements Target {

    private final Connection connection;
    private final ColumnTypes types;
    private final BulkUpsert sql;
    private final Failing failing;
    private final Trial trial;

    Stage(Connection connection, ColumnTypes types, BulkUpsert sql, Failing failing) {
        this.connection = connection;
        this.types = types;
        this.sql = sql;
        this.failing = failing;
        this.trial = new Trial(connection, failing);
    }

    void create() throws SQLException {
        for (String text : sql.create()) {
            run(text);
        }
    }

    private void run(String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    @Override
    public BulkTable table(BulkShape shape) {
        if (!shape.hasKey()) {
            throw new IllegalArgumentException("it has no key, by which a row could be found; insert it");
        }
        List<BulkColumn> columns = new ArrayList<>();
        for (BulkColumn column : shape.table().columns()) {
            columns.add(new BulkColumn(BulkUpsert.column(columns.size()), column.type(), column.json()));
        }
        columns.add(new BulkColumn(BulkUpsert.NUMBER, Long.class, false));
        return new BulkTable(BulkUpsert.STAGE, columns);
    }

    @Override
    public @Nullable Object[] row(@Nullable Object[] values, long number) {
        @Nullable Object[] row = Arrays.copyOf(values, values.length + 1);
        row[values.length] = number;
        return row;
    }

    /** Puts what is in it into the table of the entity, and removes it. */
    void merge(long rows, Duration left) throws SQLException {
        merge(1, rows, left);
        refuseLeftOut();
        run(sql.drop());
    }

    /** Finds the row that is at fault as {@link Sender} does. */
    private void merge(long from, long to, Duration left) throws SQLException {
        if (from > to) {
            return;
        }
        OrmException refused = trial.of(() -> mergeAtOnce(from, to, left));
        if (refused != null && from == to) {
            throw failing.ofRow(from, refused);
        }
        if (refused != null) {
            long middle = (from + to) >>> 1;
            merge(from, middle, left);
            merge(middle + 1, to, left);
        }
    }

    private void mergeAtOnce(long from, long to, Duration left) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.merge())) {
            statement.setQueryTimeout((int) Math.min(Integer.MAX_VALUE, Math.max(1, left.toSeconds())));
            types.bind(statement, 1, from);
            types.bind(statement, 2, to);
            Object version = sql.version();
            if (version != null) {
                types.bind(statement, 3, version);
            }
            statement.executeLargeUpdate();
        }
    }

    private void refuseLeftOut() throws SQLException {
        if (sql.leftOut().isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql.leftOut());
                ResultSet rows = statement.executeQuery()) {
            Long row = rows.next() ? types.read(rows, 1, Long.class) : null;
            if (row != null) {
                throw failing.ofRow(
                        row,
                        new ConstraintViolationException(
                                failing.message("a row of " + sql.table()
                                        + " with another key has a unique value in common with it"),
                                ConstraintViolationException.Kind.UNIQUE,
                                null,
                                null));
            }
        }
    }
}

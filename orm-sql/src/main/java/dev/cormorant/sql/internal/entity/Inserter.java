package dev.cormorant.sql.internal.entity;

import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Changes;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Product;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inserts entities of one class: one by one, or many rows in one statement. */
final class Inserter<E> {

    /** Rows in one statement at most; a power of two, since a list is cut into powers of two, which makes few texts. */
    private static final int MOST_ROWS = 256;
    /** Below the 32,767 parameters that the protocol of PostgreSQL counts with a sign. */
    private static final int MOST_PARAMETERS = 32_000;
    /** A quarter of the smallest packet that a MySQL server takes by default (4 MB). */
    private static final long MOST_BYTES = 1 << 20;

    private static final String ATTEMPTED = "insert";

    private final Calls calls;
    private final ColumnTypes types;
    private final Product product;
    private final Model<E> model;
    private final EntitySql sql;
    private final Filling filling;

    Inserter(Calls calls, ColumnTypes types, Product product, Model<E> model, EntitySql sql, Filling filling) {
        this.calls = calls;
        this.types = types;
        this.product = product;
        this.model = model;
        this.sql = sql;
        this.filling = filling;
    }

    E insert(E entity) {
        boolean withKey = hasKey(entity);
        Row<E> row = row(entity, withKey);
        List<Row<E>> one = List.of(row);
        return calls.write(
                        ATTEMPTED,
                        sql.insert(withKey, 1),
                        preparing(withKey),
                        statement -> run(statement, one, withKey))
                .get(0);
    }

    /** Whether the key is there already, or made by us, so that the database is not asked for it. */
    private boolean hasKey(E entity) {
        AttributeModel key = model.key().first();
        if (!key.isGeneratedByDatabase()) {
            return true;
        }
        Object value = key.value(entity);
        return value instanceof Number number && number.longValue() != 0;
    }

    private Row<E> row(E entity, boolean withKey) {
        Changes changes = filling.forInsert(model, entity);
        return Row.of(entity, changes, sql.inserted(withKey));
    }

    private Calls.Preparing preparing(boolean withKey) {
        return withKey || sql.returnsKeys()
                ? Connection::prepareStatement
                : (connection, text) -> connection.prepareStatement(text, Statement.RETURN_GENERATED_KEYS);
    }

    private List<E> run(PreparedStatement statement, List<Row<E>> rows, boolean withKey) throws SQLException {
        int index = 1;
        for (Row<E> row : rows) {
            for (Object value : row.values()) {
                calls.bind(statement, index++, value);
            }
        }
        if (withKey) {
            statement.executeUpdate();
            return rows.stream()
                    .map(row -> model.with(row.entity(), row.changes()))
                    .toList();
        }
        if (sql.returnsKeys()) {
            try (ResultSet keys = returned(statement)) {
                return withKeys(rows, keys);
            }
        }
        statement.executeUpdate();
        try (ResultSet keys = statement.getGeneratedKeys()) {
            return withKeys(rows, keys);
        }
    }

    /** Connector/J refuses to run as a query what does not begin like one, also on MariaDB, where it is one. */
    private ResultSet returned(PreparedStatement statement) throws SQLException {
        if (!product.isMysqlFamily()) {
            return statement.executeQuery();
        }
        statement.execute();
        return statement.getResultSet();
    }

    private List<E> withKeys(List<Row<E>> rows, ResultSet keys) throws SQLException {
        AttributeModel key = model.key().first();
        List<E> inserted = new ArrayList<>(rows.size());
        for (Row<E> row : rows) {
            @Nullable Object made = keys.next() ? types.read(keys, 1, key.columnType()) : null;
            if (made == null) {
                throw new SQLException("the database did not say which key it made");
            }
            inserted.add(model.with(row.entity(), row.changes().set(key, made)));
        }
        return inserted;
    }

    /** Inserts entities through a connection that is in a transaction. */
    List<E> insertAll(Connection connection, List<E> entities) {
        List<E> inserted = new ArrayList<>(entities.size());
        int next = 0;
        while (next < entities.size()) {
            boolean withKey = hasKey(entities.get(next));
            List<Row<E>> together = chunk(entities, next, withKey);
            inserted.addAll(calls.on(
                    connection,
                    ATTEMPTED,
                    sql.insert(withKey, together.size()),
                    preparing(withKey),
                    statement -> run(statement, together, withKey)));
            next += together.size();
        }
        return inserted;
    }

    /** The next rows of one shape, as many as one statement may hold; only what is too large for it is made again for the next. */
    private List<Row<E>> chunk(List<E> entities, int from, boolean withKey) {
        int most = Integer.highestOneBit(alike(entities, from, withKey));
        List<Row<E>> rows = new ArrayList<>(most);
        long size = 0;
        for (E entity : entities.subList(from, from + most)) {
            Row<E> row = row(entity, withKey);
            size += row.size();
            if (!rows.isEmpty() && size > MOST_BYTES) {
                break;
            }
            rows.add(row);
        }
        return rows.subList(0, Integer.highestOneBit(rows.size()));
    }

    /** How many entities from one on have a key, or have none, as that one. */
    private int alike(List<E> entities, int from, boolean withKey) {
        int most = Math.min(mostRows(withKey), entities.size() - from);
        int count = 1;
        while (count < most && hasKey(entities.get(from + count)) == withKey) {
            count++;
        }
        return count;
    }

    /** SQLite does not promise to return keys in the order of the rows, and has no way to the server to save. */
    private int mostRows(boolean withKey) {
        if (!withKey && product == Product.SQLITE) {
            return 1;
        }
        return Math.min(
                MOST_ROWS,
                Math.max(1, MOST_PARAMETERS / Math.max(1, sql.inserted(withKey).size())));
    }
}

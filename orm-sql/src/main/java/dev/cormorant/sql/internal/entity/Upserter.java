package dev.cormorant.sql.internal.entity;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.ConflictException;
import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.ConstraintViolationException.Kind;
import dev.cormorant.core.error.UnsupportedFeatureException;
import dev.cormorant.sql.entity.OnConflict;
import dev.cormorant.sql.entity.UpsertOutcome;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Changes;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Product;
import dev.cormorant.sql.internal.model.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Upserts entities of one class. */
final class Upserter<E> {

    static final String ATTEMPTED = "upsert";
    /** A statement that is alone in its transaction may be run again after a deadlock, which two on one key can be on MySQL. */
    private static final int TRIES = 5;

    private final Database database;
    private final Calls calls;
    private final Product product;
    private final Model<E> model;
    private final EntitySql sql;
    private final Filling filling;
    private final Map<OnConflict, Shape> shapes = new ConcurrentHashMap<>();

    private record Shape(String text, boolean takesVersion) {}

    Upserter(Database database, Calls calls, Product product, Model<E> model, EntitySql sql, Filling filling) {
        this.database = database;
        this.calls = calls;
        this.product = product;
        this.model = model;
        this.sql = sql;
        this.filling = filling;
    }

    /** Does it in the way that is given: through a connection, or if it is to be a transaction through that of one. */
    UpsertOutcome upsert(boolean transaction, Calls.Connected<List<UpsertOutcome>> way) {
        if (transaction || product == Product.SQLITE) {
            return calls.again(ATTEMPTED, TRIES - 1, way).get(0);
        }
        boolean alone = database.currentTransaction().isEmpty();
        for (int tried = 1; ; tried++) {
            try {
                return calls.connected(ATTEMPTED, way).get(0);
            } catch (ConflictException conflict) {
                if (!alone || tried == TRIES) {
                    throw conflict;
                }
            }
        }
    }

    /** Upserts entities through a connection; on SQLite it is in a transaction. */
    List<UpsertOutcome> on(Connection connection, List<E> entities, OnConflict mode) {
        Shape shape = shape(mode);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        entities.forEach(entity -> rows.add(values(entity, shape)));
        return calls.on(connection, ATTEMPTED, shape.text(), this::prepare, statement -> {
            List<UpsertOutcome> outcomes = new ArrayList<>(rows.size());
            for (int i = 0; i < rows.size(); i++) {
                boolean there = product == Product.SQLITE && isThere(connection, entities.get(i));
                bind(statement, rows.get(i));
                outcomes.add(run(statement, there));
            }
            return outcomes;
        });
    }

    private Shape shape(OnConflict mode) {
        Shape shape = shapes.get(mode);
        return shape == null ? written(mode) : shape;
    }

    /** Written when it is needed first: most entities are never upserted. */
    private Shape written(OnConflict mode) {
        if (mode == OnConflict.UPDATE_SAME_VERSION && model.with(Role.VERSION) == null) {
            throw new UnsupportedFeatureException(
                    "upsert a " + model.type().getTypeName()
                            + " by its version: it has none; mark a component with @Version",
                    null);
        }
        UpsertSql text = new UpsertSql(model, product, mode);
        Shape shape = new Shape(text.text(sql.insert(true, 1, false)), text.takesVersion());
        shapes.put(mode, shape);
        return shape;
    }

    private PreparedStatement prepare(Connection connection, String text) throws SQLException {
        return product.isMysqlFamily()
                ? connection.prepareStatement(text, Statement.RETURN_GENERATED_KEYS)
                : connection.prepareStatement(text);
    }

    /** Refuses an entity by whose key no row can be found, and a way that there is not. */
    void require(E entity, OnConflict mode) {
        shape(mode);
        requireKey(model.key().first().value(entity));
    }

    private void requireKey(@Nullable Object id) {
        if (id == null
                || (model.key().first().isGeneratedByDatabase()
                        && id instanceof Number number
                        && number.longValue() == 0)) {
            throw new IllegalArgumentException(
                    "upsert of a " + model.name() + ": it has no key, by which a row could be found; insert it");
        }
    }

    private List<@Nullable Object> values(E entity, Shape shape) {
        Changes changes = filling.forInsert(model, entity);
        requireKey(changes.valueOr(model.key().first(), entity));
        List<@Nullable Object> values =
                new ArrayList<>(Row.of(entity, changes, sql.inserted(true)).values());
        AttributeModel version = model.with(Role.VERSION);
        if (shape.takesVersion() && version != null) {
            values.add(version.toColumn(filling.now()));
        }
        return values;
    }

    private void bind(PreparedStatement statement, List<@Nullable Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            calls.bind(statement, i + 1, values.get(i));
        }
    }

    private boolean isThere(Connection connection, E entity) {
        List<@Nullable Object> key = model.key().columns(model.key().of(entity));
        return calls.on(connection, ATTEMPTED, sql.present, Connection::prepareStatement, statement -> {
            bind(statement, key);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        });
    }

    private UpsertOutcome run(PreparedStatement statement, boolean there) throws SQLException {
        if (product == Product.POSTGRES) {
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return UpsertOutcome.UNCHANGED;
                }
                return rows.getBoolean(1) ? UpsertOutcome.INSERTED : UpsertOutcome.UPDATED;
            }
        }
        int count = statement.executeUpdate();
        if (product == Product.SQLITE) {
            return !there ? UpsertOutcome.INSERTED : count == 0 ? UpsertOutcome.UNCHANGED : UpsertOutcome.UPDATED;
        }
        long found = found(statement);
        if (found == UpsertSql.OTHER_KEY) {
            throw new ConstraintViolationException(
                    calls.attempted(ATTEMPTED) + ": a row of " + model.table()
                            + " with another key has a unique value in common with it",
                    Kind.UNIQUE,
                    null,
                    null);
        }
        if (found != UpsertSql.SAME_KEY) {
            return UpsertOutcome.INSERTED;
        }
        return count > 1 ? UpsertOutcome.UPDATED : UpsertOutcome.UNCHANGED;
    }

    private static long found(PreparedStatement statement) throws SQLException {
        try (ResultSet keys = statement.getGeneratedKeys()) {
            return keys.next() ? keys.getLong(1) : 0;
        }
    }
}

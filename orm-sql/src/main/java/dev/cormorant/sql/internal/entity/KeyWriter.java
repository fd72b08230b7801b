package dev.cormorant.sql.internal.entity;

import dev.cormorant.core.error.UnsupportedFeatureException;
import dev.cormorant.sql.entity.QueryKind;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Role;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Deletes and marks rows by their keys alone. */
final class KeyWriter {

    private final Calls calls;
    private final Model<?> model;
    private final Narrowing narrowing;
    private final Filling filling;

    KeyWriter(Calls calls, Model<?> model, Narrowing narrowing, Filling filling) {
        this.calls = calls;
        this.model = model;
        this.narrowing = narrowing;
        this.filling = filling;
    }

    boolean delete(Object key) {
        AttributeModel mark = model.with(Role.DELETED);
        return mark == null
                ? byKey(QueryKind.DELETE, "delete", sql -> sql.delete, null, key)
                : mark(QueryKind.DELETE, "delete", mark, true, key);
    }

    boolean purge(Object key) {
        return byKey(QueryKind.DELETE, "purge", sql -> sql.purge, null, key);
    }

    /** Fills or empties a mark, which the entity must have. */
    boolean mark(String attempted, Role role, boolean set, Object key) {
        AttributeModel mark = model.with(role);
        if (mark == null) {
            throw new UnsupportedFeatureException(
                    "mark rows of " + model.type().getTypeName() + ": it has no component with "
                            + (role == Role.DELETED ? "@SoftDelete" : "@Archived") + "; add one",
                    null);
        }
        return mark(QueryKind.UPDATE, attempted, mark, set, key);
    }

    private boolean mark(QueryKind kind, String attempted, AttributeModel mark, boolean set, Object key) {
        @Nullable Object empty = mark.type() == Boolean.class ? false : null;
        Filled value = new Filled(mark.toColumn(set ? filling.marked(mark) : empty));
        return byKey(kind, attempted, sql -> sql.mark(mark, set, false), value, key);
    }

    /** A first parameter, which may be SQL NULL. */
    private record Filled(@Nullable Object value) {}

    private boolean byKey(
            QueryKind kind, String attempted, Function<EntitySql, String> text, @Nullable Filled first, Object key) {
        Narrowed rows = narrowing.to(kind);
        List<@Nullable Object> columns = rows.behind(model.key().columns(key));
        int count = calls.write(attempted, text.apply(rows.sql()), statement -> run(statement, first, columns));
        return count > 0;
    }

    private int run(PreparedStatement statement, @Nullable Filled first, List<@Nullable Object> columns)
            throws SQLException {
        int index = 1;
        if (first != null) {
            calls.bind(statement, index++, first.value());
        }
        for (Object column : columns) {
            calls.bind(statement, index++, column);
        }
        return statement.executeUpdate();
    }
}

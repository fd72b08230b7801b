package dev.cormorant.sql.internal.entity;

import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.error.StaleEntityException;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Role;
import java.sql.ResultSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what became of a row that a write did not find. */
final class Versions<E> {

    private final Calls calls;
    private final ColumnTypes types;
    private final Model<E> model;

    Versions(Calls calls, ColumnTypes types, Model<E> model) {
        this.calls = calls;
        this.types = types;
        this.model = model;
    }

    StaleEntityException stale(Narrowed rows, String attempted, E entity) {
        Object key = model.key().of(entity);
        AttributeModel version = model.with(Role.VERSION);
        Object expected = version == null ? null : version.value(entity);
        Object found = version == null ? null : found(rows, key, version).orElse(null);
        return new StaleEntityException(
                calls.attempted(attempted), model.table(), key.toString(), text(expected), text(found));
    }

    private Optional<?> found(Narrowed rows, Object key, AttributeModel version) {
        List<@Nullable Object> columns = rows.behind(model.key().columns(key));
        return calls.write("read the version", rows.sql().version(version), statement -> {
            for (int i = 0; i < columns.size(); i++) {
                calls.bind(statement, i + 1, columns.get(i));
            }
            try (ResultSet found = statement.executeQuery()) {
                return found.next()
                        ? Optional.ofNullable(types.read(found, 1, version.columnType()))
                        : Optional.empty();
            }
        });
    }

    private static @Nullable String text(@Nullable Object version) {
        return version == null ? null : version.toString();
    }
}

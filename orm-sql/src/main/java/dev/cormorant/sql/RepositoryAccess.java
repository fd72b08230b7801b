package dev.cormorant.sql;

import dev.cormorant.sql.internal.query.SqlDialect;
import dev.cormorant.sql.internal.repository.Context;
import dev.cormorant.sql.internal.repository.ModelEntities;
import dev.cormorant.sql.internal.repository.NativeQueries;
import dev.cormorant.sql.internal.repository.Repositories;
import dev.cormorant.sql.internal.run.PlainQuery;
import dev.cormorant.sql.internal.run.RowReader;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What repositories use of an {@link Orm}. */
final class RepositoryAccess implements NativeQueries {

    private final Writing orm;

    private RepositoryAccess(Writing orm) {
        this.orm = orm;
    }

    static Repositories over(Writing orm) {
        ModelEntities entities = new ModelEntities(orm.database, orm.registry());
        Context context = new Context(
                entities,
                orm.runner,
                orm.database.columnTypes(),
                SqlDialect.of(orm.database.server().dialect()),
                new RepositoryAccess(orm));
        return new Repositories(context, orm.database.label());
    }

    @Override
    public Set<String> parameters(String text) {
        return Set.copyOf(orm.parsed(text).names());
    }

    @Override
    public PlainQuery query(String text, Map<String, @Nullable Object> values) {
        Sql statement = Sql.of(text);
        return orm.query(values.isEmpty() ? statement : statement.bindAll(values));
    }

    @Override
    public RowReader<? extends @Nullable Object> reader(Class<?> type) {
        return orm.nullableReader(type);
    }
}

package dev.cormorant.sql.internal.repository;

import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.sql.internal.query.Rendered;
import dev.cormorant.sql.internal.query.SqlDialect;
import dev.cormorant.sql.internal.run.PlainQuery;
import dev.cormorant.sql.internal.run.Runner;
import dev.cormorant.sql.internal.text.BoundSql;

/**
 * The database on which repositories work.
 *
 * @param entities its entities
 * @param runner runs statements
 * @param types how values are bound
 * @param dialect what it speaks
 * @param natives its plain SQL
 */
public record Context(
        EntityStore entities, Runner runner, ColumnTypes types, SqlDialect dialect, NativeQueries natives) {

    /** {@return a statement with the values of a call} */
    PlainQuery query(Rendered rendered, CallArguments arguments) {
        return new PlainQuery(rendered.sql(), new BoundSql(rendered.sql(), rendered.values(arguments::value)), types);
    }
}

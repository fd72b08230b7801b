package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** What the contracts on types share: a table with a column for each type, and values that go in and come out of it. */
abstract class TypedTable extends OrmContract {

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(
                connection,
                "create table typed (id bigint primary key, " + dialect().typedColumns() + ")",
                "insert into typed (id) values (1)");
    }

    private String parameter(String column) {
        return column.equals("document") ? dialect().jsonParameter("value") : ":value";
    }

    final void write(Orm orm, String column, Object value) {
        Sql update = Sql.of("update typed set " + column + " = " + parameter(column) + " where id = 1");
        assertThat(orm.execute(update.bind("value", value))).isEqualTo(1);
    }

    final <T> T read(Orm orm, String column, Class<T> type) {
        return orm.fetchSingle(Sql.of("select " + column + " from typed where id = 1"), type);
    }

    /** Writes each value and reads an equal one; also null, which is no value. */
    @SafeVarargs
    final <T> void roundTrip(String column, Class<T> type, T... values) {
        Orm orm = orm();
        for (T value : values) {
            write(orm, column, value);
            assertThat(read(orm, column, type))
                    .as("%s of %s", column, type.getSimpleName())
                    .isEqualTo(value);
        }
        Sql toNull = Sql.of("update typed set " + column + " = " + parameter(column) + " where id = 1");
        orm.execute(toNull.bind("value", null));
        assertThat(orm.fetchOne(Sql.of("select " + column + " from typed where id = 1"), type))
                .as("null of %s", column)
                .isEmpty();
    }
}

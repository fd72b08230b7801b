package dev.cormorant.examples;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import java.util.List;
import java.util.stream.Stream;

/** The example of the README, as it stands there. */
final class Readme {

    private Readme() {}

    // README: begin
    record City(long id, String name, long population) {}

    static long demo(String url) {
        try (Orm orm = Orm.open(DatabaseConfig.of(url))) {
            orm.execute(Sql.of("create table city (id integer primary key, name varchar(99), population bigint)"));

            // Commits when it returns, rolls back when it throws. Inside another transaction it is a savepoint.
            orm.transaction(tx -> {
                orm.executeBatch(
                        "insert into city (id, name, population) values (?, ?, ?)",
                        Stream.of(new Object[] {1, "Oslo", 709_037L}, new Object[] {2, "Bergen", 291_940L}));
                orm.execute(Sql.of("update city set population = :people where name = :name")
                        .bind("people", 717_710L)
                        .bind("name", "Oslo"));
            });

            // The whole of jOOQ, joined to the current transaction if there is one.
            List<City> largest = orm.fetch(
                    orm.sql()
                            .select()
                            .from(table("city"))
                            .orderBy(field("population").desc()),
                    City.class);

            // Holds one batch of rows in memory, whatever the table holds; the scope owns the cursor, it cannot leak.
            long people =
                    orm.stream(Sql.of("select * from city"), City.class, cities -> cities.mapToLong(City::population)
                            .sum());

            return largest.get(0).population() + people;
        }
    }
    // README: end
}

package dev.cormorant.testing.contract;

import dev.cormorant.core.driver.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A script of twelve statements of which most leave something else behind when they run twice, and which no transaction holds together. */
final class TwelveStatements {

    static final String NAME = "V1__twelve.sql";
    private static final String FIRST = "V0__first.sql";
    private static final List<String> TABLES = List.of("road", "city", "place", "last_one", "first_one");

    private final String driver;

    TwelveStatements(String driver) {
        this.driver = driver;
    }

    private boolean is(String name) {
        return driver.equals(name);
    }

    List<String> statements() {
        String concurrently = is("postgres") ? "concurrently " : "";
        return List.of(
                "create table city (id bigint primary key, name varchar(50) not null, old int)",
                "insert into city (id, name) values (1, 'Rome'), (2, 'Oslo; capital')",
                "alter table city add column people int",
                "update city set people = coalesce(people, 0) + id * 10",
                "create index " + concurrently + "city_name on city (name)",
                "create table road (id bigint primary key, city_id bigint references city (id), length int default 7)",
                "insert into road (id, city_id) select id + (select count(*) from city), id from city",
                is("mysql")
                        ? "alter table road add constraint road_city foreign key (city_id) references city (id)"
                        : "create unique index " + concurrently + "road_length on road (id, length)",
                "create view big_city as select id, name from city where people > 10",
                is("mysql")
                        ? "alter table city drop column old, add column area int"
                        : "alter table city rename to place",
                "update road set length = length * 3",
                "create table last_one (id bigint primary key)");
    }

    /** {@return the location of a script that makes the history table before the twelve} */
    static String first(Path folder) throws IOException {
        Path own = Files.createDirectories(folder.resolve("first"));
        Files.writeString(own.resolve(FIRST), "create table first_one (id bigint primary key);");
        return "filesystem:" + own;
    }

    /** Writes the script; what is run is not to be in one transaction. */
    String writeTo(Path folder) throws IOException {
        return writeTo(folder, statements());
    }

    String writeTo(Path folder, List<String> statements) throws IOException {
        Files.writeString(folder.resolve(NAME), String.join(";\n-- next\n", statements) + ";\n");
        if (!is("mysql")) {
            Files.writeString(folder.resolve(NAME + ".conf"), "executeInTransaction=false\n");
        }
        return "filesystem:" + folder;
    }

    /** Takes everything away again. */
    static void remove(dev.cormorant.core.Database database) throws SQLException {
        try (Connection connection = database.connection(Access.WRITE, "remove")) {
            Jdbc.run(connection, "drop view if exists big_city");
            for (String table : TABLES) {
                Jdbc.run(connection, "drop table if exists " + table);
            }
            Jdbc.run(connection, RunnerTables.drops());
        }
    }
}

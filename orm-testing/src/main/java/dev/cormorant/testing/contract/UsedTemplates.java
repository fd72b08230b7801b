package dev.cormorant.testing.contract;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Templates that look as if they had been used last on some day; those that are left are removed when this is closed. */
final class UsedTemplates implements AutoCloseable {

    private final TestDatabase database;
    private final Path files;
    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final List<String> added = new ArrayList<>();

    private UsedTemplates(TestDatabase database, Path files) {
        this.database = database;
        this.files = files;
    }

    /** Templates on the server of a database; on SQLite in a folder for what is kept between runs. */
    static UsedTemplates of(TestDatabase database, Path cache) throws IOException {
        return new UsedTemplates(database, Files.createDirectories(cache.resolve("sqlite-templates")));
    }

    /** Makes a template that nobody has used since a day. */
    void add(String name, LocalDate day) throws SQLException, IOException {
        added.add(name);
        String own = nameOf(name);
        switch (database.kind()) {
            case SQLITE -> {
                Files.createFile(file(name));
                Files.setLastModifiedTime(
                        file(name),
                        FileTime.from(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
            }
            case POSTGRES ->
                run("create database " + own, "comment on database " + own + " is 'template, last used " + day + "'");
            case MYSQL, MARIADB ->
                run(
                        "create database " + own,
                        "create table " + own + ".cormorant_template (used varchar(10) not null)",
                        "insert into " + own + ".cormorant_template values ('" + day + "')");
        }
    }

    /** {@return those that are still there, in the order in which they were made} */
    List<String> left() throws SQLException {
        List<String> left = new ArrayList<>();
        for (String name : added) {
            if (isThere(name)) {
                left.add(name);
            }
        }
        return left;
    }

    private boolean isThere(String name) throws SQLException {
        if (database.kind() == DatabaseKind.SQLITE) {
            return Files.exists(file(name));
        }
        String list = database.kind() == DatabaseKind.POSTGRES
                ? "select count(*) from pg_database where datname = '"
                : "select count(*) from information_schema.schemata where schema_name = '";
        try (Connection connection = database.connect()) {
            return Jdbc.number(connection, list + nameOf(name) + "'") > 0;
        }
    }

    private Path file(String name) {
        return files.resolve(nameOf(name) + ".db");
    }

    private String nameOf(String name) {
        return "cormorant_t_" + name + suffix;
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        if (database.kind() != DatabaseKind.SQLITE) {
            for (String name : added) {
                run("drop database if exists " + nameOf(name));
            }
        }
    }
}

package dev.cormorant.benchmarks.growth;

import dev.cormorant.core.config.DatabaseConfig;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Where the things of one size are: files of SQLite, or tables in the database of the server; removed when closed. */
final class Scratch implements AutoCloseable {

    /** A transaction of PostgreSQL that makes more tables finds no room for its locks. */
    private static final int TABLES_AT_ONCE = 500;

    private final Place place;
    private final Path folder;
    private int tables;

    Scratch(Place place) throws IOException {
        this.place = place;
        this.folder = Files.createTempDirectory("cormorant-benchmark");
    }

    DatabaseConfig config(String name) {
        if (place.isSqlite()) {
            return DatabaseConfig.of("jdbc:sqlite:" + folder.resolve(name + ".db"));
        }
        return DatabaseConfig.of(place.url()).withUser(place.user()).withPassword(place.password());
    }

    /** {@return a connection of the plain driver} */
    Connection byHand(String name) throws SQLException {
        if (place.isSqlite()) {
            return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(name + ".db"));
        }
        return DriverManager.getConnection(
                place.url().replace("jdbc:mariadb:", "jdbc:mysql:"), place.user(), place.password());
    }

    /** Makes the tables thing_1, thing_2 and so on, with one row each. */
    void tables(String name, int count) throws SQLException {
        tables = place.isSqlite() ? 0 : count;
        try (Connection connection = byHand(name);
                Statement statement = connection.createStatement()) {
            if (place.isSqlite()) {
                statement.execute("pragma journal_mode = wal");
            }
            connection.setAutoCommit(false);
            for (int i = 1; i <= count; i++) {
                statement.execute("create table thing_" + i
                        + " (id bigint primary key, name varchar(50) not null, amount int not null)");
                statement.execute("insert into thing_" + i + " values (1, 'Thing', 7)");
                if (i % TABLES_AT_ONCE == 0) {
                    connection.commit();
                }
            }
            connection.commit();
        }
    }

    /** Makes a file of SQLite like another one. */
    void copy(String name, String copy) throws IOException {
        Files.copy(folder.resolve(name + ".db"), folder.resolve(copy + ".db"));
    }

    @Override
    public void close() throws IOException {
        dropTables();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private void dropTables() throws IOException {
        try (Connection connection = byHand("none");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 1; i <= tables; i++) {
                statement.execute("drop table thing_" + i);
                if (i % TABLES_AT_ONCE == 0) {
                    connection.commit();
                }
            }
            connection.commit();
        } catch (SQLException failed) {
            throw new IOException("the tables of a size cannot be removed", failed);
        }
    }
}

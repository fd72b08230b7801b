package dev.cormorant.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteDataSource;

/** A fresh SQLite file with 1,000 cities, in a directory of its own that is removed in the end. */
final class SqliteFile implements AutoCloseable {

    static final int ROWS = 1_000;

    private final Path directory;

    SqliteFile() throws IOException, SQLException {
        directory = Files.createTempDirectory("cormorant-benchmark");
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl(url());
        try (Connection connection = source.getConnection()) {
            fill(connection);
        }
    }

    private static void fill(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("create table city (id integer primary key, name text not null, population integer)");
        }
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("insert into city values (?, ?, ?)")) {
            for (int id = 1; id <= ROWS; id++) {
                insert.setInt(1, id);
                insert.setString(2, "City number " + id);
                insert.setInt(3, id * 37);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
    }

    String url() {
        return "jdbc:sqlite:" + directory.resolve("cities.db");
    }

    @Override
    public void close() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}

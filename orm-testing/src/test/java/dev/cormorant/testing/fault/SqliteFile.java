package dev.cormorant.testing.fault;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/** A real database file with one table: {@code bird (id integer primary key, name text not null)}, three rows. */
final class SqliteFile {
    private SqliteFile() {}

    static DataSource in(Path directory) throws SQLException {
        SQLiteDataSource dataSource = new SQLiteDataSource();
        dataSource.setUrl("jdbc:sqlite:" + directory.resolve("birds.db"));
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("create table bird (id integer primary key, name text not null)");
            statement.executeUpdate("insert into bird values (1, 'cormorant'), (2, 'heron'), (3, 'coot')");
        }
        return dataSource;
    }

    static int count(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from bird")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}

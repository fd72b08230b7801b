package dev.cormorant.sqlite;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.transaction.TransactionOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The life of an application in a class loader of its own; run by {@link SqliteClassLoaderTest}. */
public final class OpenUseClose implements Runnable {

    static final String URL = "cormorant.test.sqlite.url";

    /** For the class loader. */
    public OpenUseClose() {}

    @Override
    public void run() {
        try (Database database = Database.open(DatabaseConfig.of(System.getProperty(URL)))) {
            use(database);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void use(Database database) throws SQLException {
        Sqlite.run(database, "create table if not exists t (a)");
        database.transaction(TransactionOptions.readWrite(), tx -> {
            Sqlite.run(tx.connection(), "insert into t values (1)");
            return null;
        });
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "with recursive n(i) as (select 1 union all select i + 1 from n) select i from n");
                ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw new IllegalStateException("no row");
            }
        }
    }
}

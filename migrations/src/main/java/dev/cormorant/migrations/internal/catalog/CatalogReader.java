package dev.cormorant.migrations.internal.catalog;

import dev.cormorant.migrations.schema.SchemaObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the schema that a connection is in. */
public final class CatalogReader {

    private CatalogReader() {}

    /**
     * Reads everything that scripts make.
     *
     * @param connection where; stays open; nothing is written
     * @param driver the name of its driver: {@code mysql} (for MariaDB too), {@code postgres} or {@code sqlite}
     * @param leftOut tables that are no part of the schema, with all that belongs to them, by their plain names
     * @return the objects, in no particular order
     * @throws SQLException if the database refuses, or has gone
     */
    public static List<SchemaObject> read(Connection connection, String driver, Predicate<String> leftOut)
            throws SQLException {
        CatalogRows rows = new CatalogRows(connection, leftOut);
        switch (driver) {
            case "postgres" -> PostgresCatalog.read(rows);
            case "mysql" -> MysqlCatalog.read(rows, Product.of(connection));
            case "sqlite" -> SqliteCatalog.read(rows, connection);
            default -> throw new SQLException("the catalog of " + driver + " cannot be read", "0A000");
        }
        return rows.objects();
    }

    /**
     * Which of the products behind the MySQL driver it is.
     *
     * @param name of its database: views quote it
     * @param mariadb whether it is MariaDB
     * @param version as a number: 80016 for 8.0.16
     */
    record Product(String name, boolean mariadb, int version) {

        private static final int PART = 100;
        private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)");

        static Product of(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select database(), version()")) {
                row.next();
                String version = row.getString(2);
                boolean mariadb = version.toLowerCase(Locale.ROOT).contains("mariadb");
                return new Product(String.valueOf(row.getString(1)), mariadb, number(version));
            }
        }

        private static int number(String version) {
            Matcher parts = VERSION.matcher(version);
            if (!parts.find()) {
                return 0;
            }
            return (Integer.parseInt(parts.group(1)) * PART + Integer.parseInt(parts.group(2))) * PART
                    + Integer.parseInt(parts.group(3));
        }
    }
}

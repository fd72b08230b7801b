package dev.cormorant.mysql;

import dev.cormorant.core.driver.ServerFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells MySQL from MariaDB by the version that the server gave at the login, which costs no round trip. The dialect is jOOQ's for
 * the product. Its upserts for MySQL need MySQL 8.0.19; on older ones write {@code insert … on duplicate key update c = values(c)}
 * yourself.
 */
final class Server {

    private static final Pattern MARIADB = Pattern.compile("(?:5\\.\\d\\.\\d-)?(\\d+)\\.(\\d+)\\.(\\d+)-MariaDB.*");
    private static final Pattern MYSQL = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\w+).*");

    private Server() {}

    static ServerFacts facts(Connection connection) throws SQLException {
        return facts(connection.getMetaData().getDatabaseProductVersion());
    }

    static ServerFacts facts(String version) throws SQLException {
        Matcher mariaDb = MARIADB.matcher(version);
        if (mariaDb.matches()) {
            return facts("MariaDB", "MARIADB", mariaDb, 10, 5);
        }
        Matcher mySql = MYSQL.matcher(version);
        if (mySql.matches()) {
            return facts("MySQL", "MYSQL", mySql, 8, 0);
        }
        throw new SQLFeatureNotSupportedException(
                "the server says that its version is \"" + version + "\": that is neither MySQL nor MariaDB", "0A000");
    }

    private static ServerFacts facts(String product, String dialect, Matcher version, int major, int minor)
            throws SQLException {
        int actualMajor = Integer.parseInt(version.group(1));
        int actualMinor = Integer.parseInt(version.group(2));
        String text = version.group(1) + '.' + version.group(2) + '.' + version.group(3);
        if (actualMajor < major || (actualMajor == major && actualMinor < minor)) {
            throw new SQLFeatureNotSupportedException(
                    product + ' ' + text + " is too old; " + major + '.' + minor + " or newer is needed", "0A000");
        }
        return new ServerFacts(product, text, dialect);
    }
}

package dev.cormorant.migrations.cli;

import dev.cormorant.core.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Asks the server whether the connection is encrypted. */
final class Encryption {

    private Encryption() {}

    static String of(Database database) {
        return switch (database.driver()) {
            case "postgres" ->
                ask(
                        database,
                        "select case when ssl then version || ' ' || cipher else '' end from pg_stat_ssl"
                                + " where pid = pg_backend_pid()",
                        1);
            case "mysql" -> ask(database, "show session status like 'Ssl_cipher'", 2);
            default -> "none, it is a file of this machine";
        };
    }

    private static String ask(Database database, String sql, int column) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            String answer = rows.next() ? rows.getString(column) : "";
            return answer == null || answer.isBlank() ? "none" : answer;
        } catch (SQLException failed) {
            return "unknown, the server does not say";
        }
    }
}

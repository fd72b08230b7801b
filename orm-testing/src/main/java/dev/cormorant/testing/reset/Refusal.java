package dev.cormorant.testing.reset;

import dev.cormorant.testing.server.TestServer;
import java.sql.SQLException;

/** What is said when a server does not give a clean database. */
final class Refusal {

    private Refusal() {}

    /** {@return one line that says what is missing, if it is the right to make databases, or what the server said} */
    static IllegalStateException of(TestServer server, SQLException failed) {
        String attempted = "cannot make a clean database on " + server + ": ";
        return new IllegalStateException(
                isRight(failed)
                        ? attempted + "the account " + server.adminUser() + " may not create databases; give it "
                                + (server.kind().label().equals("PostgreSQL")
                                        ? "CREATEDB"
                                        : "ALL PRIVILEGES on `cormorant\\_%`.*")
                                + ", or name another account"
                        : attempted + failed.getMessage(),
                failed);
    }

    /** Whether it is a missing right: 42501 of PostgreSQL; 1044, 1045, 1142 and 1227 of MySQL and MariaDB. */
    private static boolean isRight(SQLException failed) {
        int code = failed.getErrorCode();
        return "42501".equals(failed.getSQLState()) || code == 1044 || code == 1045 || code == 1142 || code == 1227;
    }
}

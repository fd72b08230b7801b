package dev.cormorant.testing.contract;

import dev.cormorant.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * An ordinary account of a server, which may do everything in one database and nothing else.
 *
 * @param database the database
 * @param name its name; apart from those of other tests
 */
record Account(TestDatabase database, String name) {

    static Account of(TestDatabase database) {
        return new Account(database, database.name() + "_l");
    }

    private Dialect dialect() {
        return new Dialect(database.kind());
    }

    private String quoted() {
        return dialect().isMysqlFamily() ? "'" + name + "'@'%'" : name;
    }

    /** Makes it, by a connection of an administrator. */
    void create(Connection connection, String password) throws SQLException {
        if (dialect().isMysqlFamily()) {
            Jdbc.run(
                    connection,
                    "create user " + quoted() + " identified by '" + password + "'",
                    "grant all privileges on `" + database.name() + "`.* to " + quoted());
        } else {
            Jdbc.run(
                    connection,
                    "create role " + quoted() + " login password '" + password + "'",
                    "grant create on schema public to " + quoted());
        }
    }

    /** Gives it another password. */
    void changePassword(String password) throws SQLException {
        try (Connection outside = database.connect()) {
            Jdbc.run(
                    outside,
                    dialect().isMysqlFamily()
                            ? "alter user " + quoted() + " identified by '" + password + "'"
                            : "alter role " + quoted() + " password '" + password + "'");
        }
    }

    /** Removes it with what it owns. */
    void drop() throws SQLException {
        try (Connection outside = database.connect()) {
            if (dialect().isMysqlFamily()) {
                Jdbc.run(outside, "drop user " + quoted());
            } else {
                Jdbc.run(outside, "drop owned by " + quoted() + " cascade", "drop role " + quoted());
            }
        }
    }
}

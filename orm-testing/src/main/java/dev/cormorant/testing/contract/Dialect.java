package dev.cormorant.testing.contract;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** The words in which the databases differ. */
record Dialect(DatabaseKind kind) {

    boolean isServer() {
        return kind != DatabaseKind.SQLITE;
    }

    boolean isMysqlFamily() {
        return kind == DatabaseKind.MYSQL || kind == DatabaseKind.MARIADB;
    }

    /** {@return whether a constraint can be checked at the commit instead of at the statement} */
    boolean defersConstraints() {
        return kind == DatabaseKind.SQLITE || kind == DatabaseKind.POSTGRES;
    }

    /** {@return the column of a key that the database makes} */
    String generatedKey() {
        return switch (kind) {
            case SQLITE -> "integer primary key";
            case POSTGRES -> "bigint generated always as identity primary key";
            case MYSQL, MARIADB -> "bigint auto_increment primary key";
        };
    }

    /** {@return the columns of a table with one column for each type, all of which may be null} */
    String typedColumns() {
        return switch (kind) {
            case SQLITE ->
                "tiny integer, small integer, middle integer, large integer, big text, exact text, single real, "
                        + "twice real, words text, bytes blob, flag integer, day text, hour text, local_time text, "
                        + "moment text, shifted text, uid text, document text, mood text";
            case POSTGRES ->
                "tiny smallint, small smallint, middle integer, large bigint, big numeric(20), exact numeric(38, 10), "
                        + "single real, twice double precision, words text, bytes bytea, flag boolean, day date, "
                        + "hour time, local_time timestamp, moment timestamptz, shifted timestamptz, uid uuid, "
                        + "document json, mood text";
            case MYSQL, MARIADB ->
                "tiny tinyint, small smallint, middle int, large bigint, big bigint unsigned, exact decimal(38, 10), "
                        + "single double, twice double, words longtext, bytes longblob, flag boolean, day date, "
                        + "hour time(6), local_time datetime(6), moment datetime(6), shifted datetime(6), uid char(36), "
                        + "document json, mood varchar(20)";
        };
    }

    /** {@return a query for the number of the session that asks} */
    String sessionQuery() {
        return kind == DatabaseKind.POSTGRES ? "select pg_backend_pid()" : "select connection_id()";
    }

    /** {@return a query for how many sessions the same account has besides the one that asks} */
    String otherSessions() {
        return kind == DatabaseKind.POSTGRES
                ? "select count(*) from pg_stat_activity where usename = current_user and pid <> pg_backend_pid()"
                        + " and backend_type = 'client backend'"
                : "select count(*) from information_schema.processlist where id <> connection_id()"
                        + " and user = substring_index(current_user(), '@', 1)";
    }

    /** {@return a parameter that goes into a column of JSON} */
    String jsonParameter(String name) {
        return kind == DatabaseKind.POSTGRES ? "cast(:" + name + " as json)" : ":" + name;
    }

    /** {@return how many statements of other sessions the server is running in a database; 0 where there is no server} */
    long runningOnServer(TestDatabase database) throws SQLException {
        if (!isServer()) {
            return 0;
        }
        try (Connection outside = database.connect()) {
            return Jdbc.number(outside, "select count(*)" + others());
        }
    }

    /** {@return a query for the texts of the statements that other sessions run} */
    String runningStatements() {
        return (kind == DatabaseKind.POSTGRES ? "select query" : "select info") + others();
    }

    private String others() {
        return kind == DatabaseKind.POSTGRES
                ? " from pg_stat_activity where datname = current_database() and state = 'active'"
                        + " and pid <> pg_backend_pid() and backend_type = 'client backend'"
                : " from information_schema.processlist where db = database()"
                        + " and command in ('Query', 'Execute') and id <> connection_id()";
    }
}

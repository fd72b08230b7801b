package dev.cormorant.sql.internal.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Something that gives rows when it is run on a connection. */
public interface Query {

    /**
     * Runs it.
     *
     * @param connection the connection
     * @param fetchSize rows in one batch if the result is to be streamed; 0 if it is to be loaded whole
     * @return the open result; closed by the caller, before the connection
     * @throws SQLException if JDBC fails; nothing is left open
     */
    OpenRows open(Connection connection, int fetchSize) throws SQLException;

    /**
     * The same query with a time limit of its own, in place of that of every statement.
     *
     * @param time how long it may take to its first row; a second or more
     * @return the query
     */
    Query within(Duration time);

    /** {@return its text for messages, without any value} */
    String text();
}

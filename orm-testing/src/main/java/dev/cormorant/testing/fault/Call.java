package dev.cormorant.testing.fault;

/**
 * One JDBC call that a {@link FaultyDataSource} counted. It holds no argument and no result, so it can be printed.
 *
 * @param n its place in the count, from 1
 * @param name the JDBC interface and method, such as {@code PreparedStatement.executeQuery}
 * @param thread name of the thread that made the call
 */
public record Call(long n, String name, String thread) {

    /** {@return the call on one line, such as {@code 17 Connection.commit [main]}} */
    @Override
    public String toString() {
        return n + " " + name + " [" + thread + "]";
    }
}

package dev.cormorant.core.internal.jdbc;

import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.execution.Execution;
import dev.cormorant.core.lease.Lease;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;

/** A call of the driver that is no statement, such as a commit: it may talk to the server, and must end in time all the same. */
final class Call {

    private Call() {}

    /** What is called. */
    interface Action {
        void run() throws SQLException;
    }

    /**
     * Makes the call. Past its limit the connection is cut off, and the call fails.
     *
     * @param what the call, for messages
     * @param choke the database
     * @param lease the connection
     * @param limitNanos how long it may take
     * @param action the call
     * @throws SQLException what the driver threw; a broken connection is marked
     */
    static void make(String what, ChokePoint choke, Lease lease, long limitNanos, Action action) throws SQLException {
        Execution call = begin(what, choke, lease, limitNanos);
        try {
            lease.enter();
            action.run();
        } catch (SQLException failed) {
            if (choke.driver.isFatal(failed)) {
                lease.poison();
            }
            if (!call.isAborted()) {
                choke.noteServer(lease, false, failed);
            }
            throw call.isAborted() ? cutOff(what, choke, failed) : failed;
        } catch (RuntimeException | Error broken) {
            lease.poison();
            throw broken;
        } finally {
            lease.endCall();
            choke.executions.endCall(call);
            if (call.isAborted()) {
                lease.poison();
            }
        }
    }

    private static Execution begin(String what, ChokePoint choke, Lease lease, long limitNanos) throws SQLException {
        try {
            return choke.executions.beginCall(what, lease.driverConnection(), limitNanos);
        } catch (OrmException full) {
            throw new SQLTransientException(full.getMessage(), "54000", full);
        }
    }

    private static SQLException cutOff(String what, ChokePoint choke, SQLException failed) {
        return new SQLNonTransientConnectionException(
                what + " on " + choke.database + ": the server did not answer in time, and the connection was cut off",
                "08006",
                failed);
    }
}

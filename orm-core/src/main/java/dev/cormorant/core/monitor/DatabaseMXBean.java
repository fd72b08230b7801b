package dev.cormorant.core.monitor;

/**
 * What JMX shows of an open database, under {@code dev.cormorant:type=Database,name=…}; a second database of the same name has
 * {@code instance=2} besides. It is there until the database is closed, from connect on if the JVM's MBean server runs by then, and
 * otherwise about a second later. Times are in microseconds, sizes in bytes, counts since the database was opened. Holds no value, no
 * secret, and no operation.
 */
public interface DatabaseMXBean {

    /** {@return the driver and the name of the configuration: {@code sqlite "cities"}} */
    String getLabel();

    /** {@return what the last look has found: CONNECTED, DEGRADED or DISCONNECTED} */
    String getState();

    /** {@return why} */
    String getStateReason();

    /** {@return connections open now} */
    int getConnectionsTotal();

    /** {@return connections in use now} */
    int getConnectionsActive();

    /** {@return connections open and not in use} */
    int getConnectionsIdle();

    /** {@return callers that wait for a connection} */
    int getConnectionsWaiting();

    /** {@return connections opened so far} */
    long getConnectionsOpened();

    /** {@return connections closed because of a failure} */
    long getConnectionsEvicted();

    /** {@return connections closed by the pool} */
    long getConnectionsExpired();

    /** {@return leases taken so far} */
    long getLeasesTaken();

    /** {@return statements begun so far} */
    long getStatementsStarted();

    /** {@return statements that failed} */
    long getStatementsFailed();

    /** {@return statements that were cancelled, timed out or interrupted} */
    long getStatementsStopped();

    /** {@return statements and streamed results that are open now} */
    int getStatementsRunning();

    /** {@return streamed results that are open now} */
    int getCursorsOpen();

    /** {@return transactions that run now} */
    int getTransactionsRunning();

    /** {@return transactions committed so far} */
    long getTransactionsCommitted();

    /** {@return transactions that ended otherwise} */
    long getTransactionsRolledBack();

    /** {@return the time that half of the statements needed at most} */
    long getLatencyP50();

    /** {@return the time that 95 of 100 statements needed at most} */
    long getLatencyP95();

    /** {@return the time that 99 of 100 statements needed at most} */
    long getLatencyP99();

    /** {@return the time that the longest statement needed} */
    long getLatencyMax();

    /** {@return statements that were slow} */
    long getSlowStatements();

    /** {@return the shapes of statements that took most of the time, one a line with their figures; at most 20} */
    String[] getTopStatements();

    /** {@return alerts so far} */
    long getAlertsRaised();

    /** {@return the newest alerts, one a line} */
    String[] getNewestAlerts();

    /** {@return what the process holds of the machine's memory; -1 where the system does not tell} */
    long getMemoryResident();

    /** {@return what it may hold; -1 where the system does not tell} */
    long getMemoryLimit();
}

package dev.cormorant.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a streamed result before its end. Connector/J reads the rest of it when it is closed, a second for two million rows, and
 * as long as the server takes if the rows come slowly. Most results have nothing or little left, so that reading it is the
 * quickest way; if it is not done within {@value #PATIENCE_MILLIS} ms, the query is killed on the server meanwhile. One daemon
 * thread, which ends when it has been idle for a second, keeps the time.
 */
final class EarlyClose implements AutoCloseable {

    static final long PATIENCE_MILLIS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(EarlyClose.class);

    private final Killer killer;
    private final ScheduledThreadPoolExecutor clock;

    EarlyClose(String name, Killer killer) {
        this.killer = killer;
        this.clock = new ScheduledThreadPoolExecutor(1, task -> daemon(task, name));
        clock.setKeepAliveTime(1, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        clock.setRemoveOnCancelPolicy(true);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(EarlyClose.class.getClassLoader());
        return thread;
    }

    /**
     * Closes a result.
     *
     * @param connection the connection that streams it
     * @param rows the result
     * @throws SQLException if the connection cannot be used any more
     */
    void close(Connection connection, ResultSet rows) throws SQLException {
        PendingKill kill = new PendingKill(killer, connection);
        Future<?> later = clock.schedule(kill, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        SQLException failure = null;
        try {
            rows.close();
        } catch (SQLException failed) {
            failure = failed;
        } finally {
            later.cancel(false);
            kill.settle();
        }
        if (failure != null && !VendorCode.of(failure).interrupted()) {
            throw failure;
        }
        killer.forget(connection);
    }

    /** Ends the thread and waits for it, a second at most. */
    @Override
    public void close() {
        clock.shutdownNow();
        try {
            boolean ended = clock.awaitTermination(1, TimeUnit.SECONDS);
            if (!ended) {
                LOG.debug("a kill that is on its way ends later");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

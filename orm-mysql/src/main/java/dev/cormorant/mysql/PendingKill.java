package dev.cormorant.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A kill that may become necessary: run by the clock, unless it is settled before; whichever comes first wins. */
final class PendingKill implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(PendingKill.class);

    private final Killer killer;
    private final Connection connection;
    private final AtomicBoolean decided = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);

    PendingKill(Killer killer, Connection connection) {
        this.killer = killer;
        this.connection = connection;
    }

    @Override
    public void run() {
        if (!decided.compareAndSet(false, true)) {
            return;
        }
        try {
            killer.tell(connection);
        } catch (SQLException | RuntimeException failed) {
            LOG.debug("a connection is aborted: its result could not be stopped on the server", failed);
            abort();
        } finally {
            done.countDown();
        }
    }

    /** Whoever closes the result would otherwise read it to its end, however far that is; now he finds the connection closed. */
    private void abort() {
        try {
            killer.cutOff(connection);
        } catch (SQLException | RuntimeException failed) {
            LOG.debug("a connection could not be aborted", failed);
        }
    }

    /** Calls it off, or waits until it has arrived: the next statement on the connection must not be what it kills. */
    void settle() {
        if (decided.compareAndSet(false, true)) {
            return;
        }
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

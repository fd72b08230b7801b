package dev.cormorant.core.transaction;

import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.PoolLayout;
import dev.cormorant.core.execution.ExecutionWatch;
import dev.cormorant.core.internal.SlotTable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends transactions that are past their deadline while their thread does something else. A statement of theirs that runs is stopped
 * by its own limit; what is left are those that nobody ends. Such a transaction never commits. Where connections are shared its
 * connection is cut off and given back at once, and the server rolls back; on SQLite, where no other thread may close a connection,
 * it keeps its connection until its own thread comes back.
 */
final class Watchdog implements Runnable {

    /** What the stop of a statement has, before the connection is cut off. */
    static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final String database;
    private final Driver driver;
    private final SlotTable<Transaction> running;
    private final ExecutionWatch watch;
    final LongAdder expired = new LongAdder();

    Watchdog(String database, Driver driver, SlotTable<Transaction> running, ExecutionWatch watch) {
        this.database = database;
        this.driver = driver;
        this.running = running;
        this.watch = watch;
    }

    /** Looks once; called by the watch at each of its rounds. */
    @Override
    public void run() {
        running.forEach(this::inspect);
    }

    private void inspect(Transaction transaction) {
        if (transaction.deadline().leftNanos() > -GRACE_NANOS) {
            return;
        }
        if (transaction.move(TransactionState.ACTIVE, TransactionState.EXPIRED)) {
            expired.increment();
            LOG.warn(
                    "{} on {} is {} ms past its limit, and its thread {} has not ended it: it will be rolled back",
                    transaction.label(),
                    database,
                    Duration.ofNanos(-transaction.deadline().leftNanos()).toMillis(),
                    transaction.ownerName());
        }
        if (transaction.isExpired() && !transaction.cut && driver.layout() == PoolLayout.SHARED) {
            transaction.cut = watch.runSoon(() -> cutOff(transaction));
        }
    }

    private void cutOff(Transaction transaction) {
        try {
            transaction.leased().cutOff();
        } catch (SQLException | RuntimeException refused) {
            LOG.debug("the connection of {} could not be cut off in order", transaction.label(), refused);
        }
    }
}

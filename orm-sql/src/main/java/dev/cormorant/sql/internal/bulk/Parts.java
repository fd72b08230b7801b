package dev.cormorant.sql.internal.bulk;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.BulkException;
import dev.cormorant.core.transaction.OpenTransaction;
import dev.cormorant.core.transaction.Transaction;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.sql.bulk.BulkOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A load in several transactions, one after the other. For one thread. */
final class Parts<E> {

    private final Database database;
    private final Load<E> load;
    private final BulkOptions options;
    private final Failing failing;
    private @Nullable OpenTransaction open;
    private long inPart;

    Parts(Database database, Load<E> load, BulkOptions options, Failing failing) {
        this.database = database;
        this.load = load;
        this.options = options;
        this.failing = failing;
    }

    /** Loads what the work adds. Whatever ends it early says how many rows stay. */
    void run(Runnable work) {
        try {
            work.run();
            commit();
        } catch (BulkException named) {
            rollback(named);
            throw named;
        } catch (RuntimeException thrown) {
            rollback(thrown);
            throw failing.early(thrown);
        } catch (Error thrown) {
            rollback(thrown);
            throw thrown;
        }
    }

    void add(E entity) {
        if (open == null) {
            begin();
        }
        load.add(entity);
        if (++inPart == options.commitEvery()) {
            commit();
        }
    }

    private void begin() {
        Duration left = options.timeout().minus(load.elapsed());
        Duration limit = left.isNegative() || left.isZero() ? Duration.ofMillis(1) : left;
        open = database.transactions()
                .open(TransactionOptions.readWrite()
                        .named("bulk insert")
                        .timeout(limit)
                        .retries(0));
        Transaction transaction = database.currentTransaction()
                .orElseThrow(() -> new IllegalStateException("a transaction that was opened is the current one"));
        load.begin(transaction);
        inPart = 0;
    }

    private void commit() {
        OpenTransaction part = open;
        if (part != null) {
            load.end();
            open = null;
            part.commit();
            failing.stays(load.read());
        }
    }

    private void rollback(Throwable cause) {
        OpenTransaction part = open;
        open = null;
        if (part != null) {
            load.abandon(cause);
            part.rollback(cause);
        }
    }
}

package dev.cormorant.sql.internal.jooq;

import dev.cormorant.core.Database;
import dev.cormorant.core.transaction.OpenTransaction;
import dev.cormorant.core.transaction.Transaction;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.core.transaction.Transactions;
import org.jooq.TransactionContext;
import org.jooq.TransactionProvider;

/**
 * Makes jOOQ's own {@code transaction(…)} a transaction of the database, and one inside another a savepoint, so that both ways
 * can be mixed.
 */
final class TransactionEvents implements TransactionProvider {

    private final Database database;

    TransactionEvents(Database database) {
        this.database = database;
    }

    /** What jOOQ keeps for us between the events of one transaction. */
    private record Begun(OpenTransaction open) implements org.jooq.Transaction {}

    @Override
    public void begin(TransactionContext context) {
        boolean readOnly =
                database.currentTransaction().map(Transaction::isReadOnly).orElse(false);
        TransactionOptions options = readOnly ? TransactionOptions.reading() : TransactionOptions.readWrite();
        Transactions transactions = database.transactions();
        context.transaction(new Begun(transactions.open(options.named("jOOQ"))));
    }

    @Override
    public void commit(TransactionContext context) {
        if (context.transaction() instanceof Begun begun) {
            begun.open().commit();
        }
    }

    /** Also called after a begin or a commit that failed: then nothing is open any more. */
    @Override
    public void rollback(TransactionContext context) {
        Throwable cause = context.causeThrowable();
        if (context.transaction() instanceof Begun begun) {
            begun.open().rollback(cause == null ? new IllegalStateException("rolled back by jOOQ") : cause);
        }
    }
}

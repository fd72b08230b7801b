package dev.cormorant.core.transaction;

import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.TransactionException;
import dev.cormorant.core.internal.jdbc.LeasedConnection;
import java.sql.Connection;

/**
 * A running transaction, as its callback sees it. Belongs to the thread that began it and to its callback; used after its end
 * or from another thread, it fails.
 */
public final class Transaction {

    private final LeasedConnection connection;
    private final TransactionOptions options;
    private final String database;
    private final Thread owner = Thread.currentThread();
    private int depth = 1;
    private boolean rollbackOnly;
    private boolean ended;
    int slot;

    Transaction(LeasedConnection connection, TransactionOptions options, String database) {
        this.connection = connection;
        this.options = options;
        this.database = database;
    }

    /**
     * The connection of the transaction, which all SQL of this thread on this database uses meanwhile. Closing it does nothing;
     * commit, rollback and autocommit are refused, since the callback decides them.
     *
     * @return the connection; closed by the transaction
     * @throws TransactionException if the transaction has ended or belongs to another thread
     */
    public Connection connection() {
        refuseIfEndedOrForeign("use the connection of");
        return connection;
    }

    /** {@return the name of the transaction} */
    public String name() {
        return options.name();
    }

    /** {@return whether it only reads} */
    public boolean isReadOnly() {
        return options.readOnly();
    }

    /** {@return 1 for the transaction itself, one more for each savepoint callback that is running in it} */
    public int depth() {
        return depth;
    }

    /**
     * Decides that the transaction ends with a rollback even if its callback returns normally. Inside a savepoint callback it
     * still means the whole transaction.
     *
     * @throws TransactionException if the transaction has ended or belongs to another thread
     */
    public void setRollbackOnly() {
        refuseIfEndedOrForeign("mark");
        rollbackOnly = true;
    }

    /** {@return whether {@link #setRollbackOnly} was called} */
    public boolean isRollbackOnly() {
        return rollbackOnly;
    }

    boolean belongsTo(Thread thread) {
        return owner == thread;
    }

    LeasedConnection leased() {
        return connection;
    }

    TransactionOptions options() {
        return options;
    }

    void enter() {
        depth++;
    }

    void leave() {
        depth--;
    }

    void end() {
        ended = true;
    }

    private void refuseIfEndedOrForeign(String attempted) {
        String wrong = ended
                ? "it has ended; use it inside its callback only"
                : owner != Thread.currentThread() ? "it belongs to the thread " + owner.getName() : "";
        if (!wrong.isEmpty()) {
            throw new TransactionException(
                    FailedOperation.of(attempted + " " + options.label(), database)
                            .message(wrong),
                    null);
        }
    }
}

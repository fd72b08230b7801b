package dev.cormorant.core.config;

import java.sql.Connection;

/** How far a transaction is kept apart from others that run at the same time, weakest first, in the words of the SQL standard. */
public enum Isolation {
    /** It sees what others have not committed yet. */
    READ_UNCOMMITTED(Connection.TRANSACTION_READ_UNCOMMITTED),

    /** Each of its statements sees what was committed when the statement began. */
    READ_COMMITTED(Connection.TRANSACTION_READ_COMMITTED),

    /** All its statements see what was committed when the first of them began. */
    REPEATABLE_READ(Connection.TRANSACTION_REPEATABLE_READ),

    /** It behaves as if transactions ran one after the other; one that cannot is refused, and may be run again. */
    SERIALIZABLE(Connection.TRANSACTION_SERIALIZABLE);

    private final int level;

    Isolation(int level) {
        this.level = level;
    }

    /** {@return the constant of {@link Connection} that stands for it} */
    public int level() {
        return level;
    }
}

package dev.cormorant.sql.internal.jooq;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.sql.internal.text.FirstWords;
import dev.cormorant.sql.internal.text.Lexis;
import java.sql.SQLException;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ResultQuery;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** What holds for every statement of jOOQ's: what it needs a connection for, what it must not be, and what its failure means. */
final class ExecutionRules implements ExecuteListener {

    private static final long serialVersionUID = 1L;

    private final transient Database database;
    private final transient JoinedConnections writing;
    private final transient Lexis lexis;

    ExecutionRules(Database database, JoinedConnections writing, Lexis lexis) {
        this.database = database;
        this.writing = writing;
        this.lexis = lexis;
    }

    /** A guess is enough: where connections are divided, one for reading moves on with its first write. */
    @Override
    public void start(ExecuteContext execution) {
        boolean joined = execution.configuration().connectionProvider() instanceof JoinedConnections;
        boolean reads = execution.query() instanceof ResultQuery<?>;
        if (joined && !reads) {
            execution.connectionProvider(writing);
        }
    }

    @Override
    public void renderEnd(ExecuteContext execution) {
        String sql = execution.sql();
        if (sql != null) {
            refuseTransaction(sql);
        }
        for (String each : execution.batchSQL()) {
            refuseTransaction(each);
        }
    }

    private void refuseTransaction(@Nullable String sql) {
        if (sql != null && FirstWords.isTransactional(sql, lexis)) {
            throw FirstWords.refusedTransaction(database.label(), sql);
        }
    }

    @Override
    public void exception(ExecuteContext execution) {
        SQLException failed = execution.sqlException();
        if (failed == null && execution.exception() instanceof DataAccessException wrapped) {
            failed = wrapped.getCause(SQLException.class);
        }
        if (failed != null) {
            execution.exception(
                    database.translate(failed, new FailedOperation("execute", database.label(), 0, text(execution))));
        }
    }

    private static @Nullable String text(ExecuteContext execution) {
        String sql = execution.sql();
        String[] batch = execution.batchSQL();
        return sql == null && batch.length > 0 ? batch[0] : sql;
    }
}

package dev.cormorant.sql.internal.run;

import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.sql.cursor.Cursor;
import dev.cormorant.sql.mapping.RowMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A cursor on an open result.
 *
 * @param <T> a row
 */
public final class RowCursor<T extends @Nullable Object> implements Cursor<T> {

    private enum State {
        BEFORE_FIRST,
        ON_ROW,
        AT_END,
        CLOSED
    }

    private final Thread owner = Thread.currentThread();
    private final String openedAt = CallSite.find();
    private final Connection connection;
    private final OpenRows open;
    private final ResultSet rows;
    private final RowMapper<T> mapper;
    private final Failures failures;
    private State state = State.BEFORE_FIRST;
    private boolean iterated;
    private @Nullable T current;
    private long rowsRead;

    RowCursor(Connection connection, OpenRows open, RowMapper<T> mapper, Failures failures) {
        this.connection = connection;
        this.open = open;
        this.rows = open.rows();
        this.mapper = mapper;
        this.failures = failures;
    }

    @Override
    public boolean next() {
        refuseForeignThread("read");
        if (state == State.AT_END) {
            return false;
        }
        refuseIfClosed();
        try {
            if (!rows.next()) {
                end(State.AT_END);
                return false;
            }
            current = mapper.map(rows);
            rowsRead++;
            state = State.ON_ROW;
            return true;
        } catch (MappingException failed) {
            throw closedAfter(failures.inRow(rowsRead + 1, failed));
        } catch (SQLException failed) {
            throw failedOrEnded(failed);
        } catch (RuntimeException | Error failed) {
            closedAfter(failed);
            throw failed;
        }
    }

    /** The end of a transaction closes what is open in it, and the driver then only says that something is closed. */
    private RuntimeException failedOrEnded(SQLException failed) {
        boolean taken;
        try {
            // At the end it is closed by us, which may be what failed.
            taken = state != State.AT_END && rows.isClosed();
        } catch (SQLException unknown) {
            taken = false;
        }
        boolean byOthers = taken && OrmException.carriedBy(failed).isEmpty();
        return closedAfter(
                byOthers
                        ? new IllegalStateException(
                                what()
                                        + " cannot be read any more: its transaction has ended, or its connection was taken"
                                        + " away",
                                failed)
                        : failures.translated(failed));
    }

    private <E extends Throwable> E closedAfter(E failed) {
        try {
            end(State.CLOSED);
        } catch (SQLException suppressed) {
            failed.addSuppressed(suppressed);
        }
        return failed;
    }

    private void end(State last) throws SQLException {
        state = last;
        current = null;
        try (connection) {
            open.close();
        }
    }

    /** Null is a row where the mapper makes one. */
    @Override
    @SuppressWarnings("NullAway")
    public T row() {
        refuseForeignThread("read");
        if (state != State.ON_ROW) {
            refuseIfClosed();
            throw new IllegalStateException(
                    what() + " is not on a row; call next() first, and stop when it gives false");
        }
        return current;
    }

    @Override
    public long rowsRead() {
        return rowsRead;
    }

    @Override
    public boolean isClosed() {
        return state == State.AT_END || state == State.CLOSED;
    }

    @Override
    public Iterator<T> iterator() {
        refuseForeignThread("read");
        refuseIfClosed();
        if (iterated) {
            throw new IllegalStateException(what() + " is being iterated already; its rows can be read once");
        }
        iterated = true;
        return new CursorIterator<>(this);
    }

    @Override
    public void close() {
        if (isClosed()) {
            state = State.CLOSED;
            return;
        }
        refuseForeignThread("close");
        try {
            end(State.CLOSED);
        } catch (SQLException failed) {
            throw failures.translated(failed);
        }
    }

    private void refuseIfClosed() {
        if (state == State.CLOSED) {
            throw new IllegalStateException(what() + " is closed; use it inside its scope only"
                    + (rowsRead == 0 ? "" : ", in which it gave " + rowsRead + " rows"));
        }
    }

    private void refuseForeignThread(String attempted) {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException(what() + " belongs to the thread " + owner.getName() + ", and "
                    + Thread.currentThread().getName() + " cannot " + attempted
                    + " it; to stop it from here, cancel its execution");
        }
    }

    private String what() {
        return "the " + failures.attempted() + " on " + failures.database().label() + " opened at " + openedAt
                + " for \"" + FailedOperation.shortened(failures.sql().get()) + "\"";
    }

    /** {@return where it was opened, for what, and how far it is} */
    @Override
    public String toString() {
        return what() + ", " + rowsRead + " rows read" + (isClosed() ? ", closed" : "");
    }
}

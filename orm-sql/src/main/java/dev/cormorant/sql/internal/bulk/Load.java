package dev.cormorant.sql.internal.bulk;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.error.RefusedException;
import dev.cormorant.core.transaction.Transaction;
import dev.cormorant.sql.bulk.BulkOptions;
import dev.cormorant.sql.bulk.BulkProgress;
import dev.cormorant.sql.bulk.BulkResult;
import dev.cormorant.sql.internal.entity.BulkShape;
import dev.cormorant.sql.internal.entity.BulkShapes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One load: collects rows, shape by shape, and sends them when there are as many as are worth it. What it holds is that many rows. For
 * one thread.
 */
final class Load<E> {

    /** The most that waits, about: beyond that, rows are sent even if they are few. */
    private static final long MOST_BYTES = 8L << 20;

    private final Database database;
    private final BulkShapes<E> shapes;
    private final BulkOptions options;
    private final Failing failing;
    private final Target target;
    private final long startedAt = System.nanoTime();
    private final Map<BulkShape, Waiting> waiting = new LinkedHashMap<>();
    private @Nullable Waiting last;
    private @Nullable Sender sender;
    private long read;
    private int waitingRows;
    private long waitingBytes;
    private long toldAt = startedAt;

    Load(Database database, BulkShapes<E> shapes, BulkOptions options, Failing failing, Target target) {
        this.database = database;
        this.shapes = shapes;
        this.options = options;
        this.failing = failing;
        this.target = target;
    }

    /** Sends the next rows in a transaction. */
    void begin(Transaction transaction) {
        try {
            sender = new Sender(transaction, database.columnTypes(), failing);
        } catch (SQLException failed) {
            throw failing.translated(failed);
        }
    }

    /** Loads all there is in one transaction. */
    void run(Transaction transaction, Source<E> source) {
        begin(transaction);
        try {
            source.feed(this::add);
            end();
        } catch (RuntimeException | Error failed) {
            abandon(failed);
            throw failed;
        }
    }

    /** Lets go of the statement before a rollback, which may be one to a savepoint. */
    void abandon(Throwable cause) {
        Sender open = sender;
        sender = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (SQLException suppressed) {
            cause.addSuppressed(suppressed);
        }
    }

    /** {@return how many rows were read} */
    long read() {
        return read;
    }

    void add(E entity) {
        read++;
        try {
            E written = shapes.written(entity);
            BulkShape shape = shapes.shape(written);
            add(shape, shape.row(written));
        } catch (MappingException | RefusedException | IllegalArgumentException refused) {
            throw failing.ofRow(read, refused);
        } catch (SQLException failed) {
            throw failing.translated(failed);
        }
    }

    private void add(BulkShape shape, @Nullable Object[] values) throws SQLException {
        Sender open = sender();
        Waiting rows = last != null && last.shape == shape ? last : waiting(shape, open);
        @Nullable Object[] row = target.row(values, read);
        rows.add(row, read);
        waitingRows++;
        waitingBytes += Waiting.size(row);
        if (waitingRows == open.rowsAtOnce() || waitingBytes >= MOST_BYTES) {
            flush(open);
        }
    }

    private Waiting waiting(BulkShape shape, Sender open) throws SQLException {
        Waiting rows = waiting.get(shape);
        if (rows == null) {
            rows = new Waiting(shape, target.table(shape), open.rowsAtOnce());
            waiting.put(shape, rows);
        }
        last = rows;
        return rows;
    }

    private Sender sender() {
        if (sender == null) {
            throw new IllegalStateException("a load sends rows in a transaction only");
        }
        return sender;
    }

    private void flush(Sender open) throws SQLException {
        for (Waiting rows : waiting.values()) {
            open.send(rows);
        }
        waiting.clear();
        last = null;
        waitingRows = 0;
        waitingBytes = 0;
        long now = System.nanoTime();
        if (now - toldAt >= options.progressEvery().toNanos()) {
            toldAt = now;
            options.progress().accept(progress());
        }
    }

    private BulkProgress progress() {
        return new BulkProgress(read, elapsed());
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** Sends what is waiting, before the transaction ends. */
    void end() {
        try (Sender open = sender()) {
            flush(open);
        } catch (SQLException failed) {
            throw failing.translated(failed);
        } finally {
            sender = null;
        }
    }

    BulkResult done() {
        options.progress().accept(progress());
        return new BulkResult(read, elapsed());
    }
}

package dev.cormorant.sql.internal.export;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.ExportException;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.sql.export.ExportOptions;
import dev.cormorant.sql.export.ExportProgress;
import dev.cormorant.sql.export.ExportResult;
import dev.cormorant.sql.internal.run.Query;
import dev.cormorant.sql.internal.run.RowCursor;
import dev.cormorant.sql.internal.run.Runner;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;

/** One export: takes row after row, and hands their text on in pieces. For one thread. */
final class Pass {

    /** Characters that are handed on at once. */
    private static final int PIECE = 1 << 15;

    /** What a single row may leave behind of its memory. */
    private static final int MOST_KEPT = 1 << 20;

    private final Database database;
    private final ExportOptions options;
    private final Cells cells;
    private final Target target;
    private final long startedAt = System.nanoTime();
    private long toldAt = startedAt;
    private boolean begun;
    private boolean ended;
    private long rows;

    Pass(Database database, ExportOptions options, Cells cells, Target target) {
        this.database = database;
        this.options = options;
        this.cells = cells;
        this.target = target;
    }

    ExportResult run(Runner runner, Rows source) {
        try {
            Query query = source.query().within(options.timeout());
            if (database.currentTransaction().isPresent()) {
                write(runner, query, source);
            } else {
                database.<Boolean, IOException>transaction(transaction(), running -> {
                    write(runner, query, source);
                    return true;
                });
            }
            target.finish();
        } catch (IOException failed) {
            boolean interrupted = failed instanceof ClosedByInterruptException;
            throw abandoned(early(interrupted ? Failing.interrupted(database, failed) : failed));
        } catch (OrmException failed) {
            // A query that is wrong may say so when its first row is asked for; a value that has no text is one of a
            // row.
            boolean ofRow = rows > 0 || failed instanceof MappingException;
            throw abandoned(begun && ofRow ? early(failed) : failed);
        } catch (RuntimeException | Error failed) {
            target.abandon(failed);
            throw failed;
        }
        options.progress().accept(progress());
        return new ExportResult(rows, target.size(), elapsed());
    }

    private TransactionOptions transaction() {
        return TransactionOptions.reading()
                .named(Failing.ATTEMPTED)
                .timeout(options.timeout())
                .retries(0);
    }

    private void write(Runner runner, Query query, Rows source) throws IOException {
        try (RowCursor<Boolean> cursor = runner.cursor(query, source.into(cells), Failing.ATTEMPTED)) {
            begun = true;
            all(cursor);
        }
    }

    private void all(RowCursor<Boolean> cursor) throws IOException {
        try {
            while (cursor.next()) {
                if (cells.text.length() >= PIECE) {
                    hand();
                }
                rows++;
                tell();
                if (Thread.currentThread().isInterrupted()) {
                    throw Failing.interrupted(database, null);
                }
            }
            ended = true;
            hand();
        } catch (IOException | RuntimeException | Error failed) {
            // Before the connection is given back: at Ctrl-C the JVM waits for that, and for nothing after it.
            target.abandon(failed);
            throw failed;
        }
    }

    private void hand() throws IOException {
        target.take(cells.text);
        cells.text.setLength(0);
        if (cells.text.capacity() > MOST_KEPT) {
            cells.text.trimToSize();
        }
    }

    private void tell() {
        long now = System.nanoTime();
        if (now - toldAt >= options.progressEvery().toNanos()) {
            toldAt = now;
            options.progress().accept(progress());
        }
    }

    private ExportProgress progress() {
        return new ExportProgress(rows, elapsed());
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    private ExportException early(Throwable cause) {
        return Failing.early(database, ended ? 0 : rows + 1, target.remains(), cause);
    }

    private <X extends Throwable> X abandoned(X failed) {
        target.abandon(failed);
        return failed;
    }
}

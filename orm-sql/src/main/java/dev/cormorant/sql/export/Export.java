package dev.cormorant.sql.export;

import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Path;

/**
 * Writes the rows of a query or of an entity out, as CSV or as JSON lines, while they arrive. Memory is needed for one batch of rows,
 * however many there are. Got of {@code Orm.export}; safe for all threads; each export runs in the thread that calls it, on one
 * connection, which has been given back when it returns, whatever happens.
 *
 * <p>It belongs to the running transaction of its thread, if there is one, and is else a read-only one of its own: one query, which sees
 * one state of the database. An interrupt ends it.
 *
 * <p>What ends an export early is an {@link dev.cormorant.core.error.ExportException}, which names the row and has what went wrong as
 * its cause; what is refused before there is a first row (no connection, a wrong query) is what it would be for a cursor.
 */
public interface Export {

    /**
     * The same with options.
     *
     * @param options how rows are written
     * @return a copy
     */
    Export with(ExportOptions options);

    /**
     * The same in another format.
     *
     * @param format how rows become text
     * @return a copy
     */
    Export as(ExportFormat format);

    /**
     * Writes a file in UTF-8. The rows go into a new file beside it, which takes its name when the last one is on the disk: whoever
     * opens the file finds the old one or the whole new one. An export that fails leaves neither a part of a file nor that other one
     * behind, and the old file as it was; only a process that is killed leaves one, which ends in {@code .part}.
     *
     * @param file the file, in a folder that is there; replaced unless the options say otherwise; where it is a link, the file that it
     *     leads to
     * @return what was done
     * @throws IllegalArgumentException if there is no such folder, if the file is there and is no regular one (a folder, a device, a
     *     pipe), or if it is there and may not be replaced
     * @throws dev.cormorant.core.error.ExportException if it ends early, or the file cannot be written
     * @throws dev.cormorant.core.error.OrmException if no connection can be had or the database refuses the query
     */
    ExportResult to(Path file);

    /**
     * Writes into a stream, in UTF-8.
     *
     * @param stream the stream, flushed at the end and closed by the caller; after a failure it has an unknown part of the rows
     * @return what was done
     * @throws dev.cormorant.core.error.ExportException if it ends early, or the stream throws
     * @throws dev.cormorant.core.error.OrmException if no connection can be had or the database refuses the query
     */
    ExportResult to(OutputStream stream);

    /**
     * Writes into a writer.
     *
     * @param writer the writer, flushed at the end and closed by the caller; after a failure it has an unknown part of the rows
     * @return what was done, its size in characters
     * @throws dev.cormorant.core.error.ExportException if it ends early, or the writer throws
     * @throws dev.cormorant.core.error.OrmException if no connection can be had or the database refuses the query
     */
    ExportResult to(Writer writer);
}

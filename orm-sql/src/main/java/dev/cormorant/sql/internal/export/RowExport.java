package dev.cormorant.sql.internal.export;

import dev.cormorant.core.Database;
import dev.cormorant.sql.export.CsvFormat;
import dev.cormorant.sql.export.Export;
import dev.cormorant.sql.export.ExportFormat;
import dev.cormorant.sql.export.ExportOptions;
import dev.cormorant.sql.export.ExportResult;
import dev.cormorant.sql.internal.entity.EntityQuery;
import dev.cormorant.sql.internal.entity.EntityRegistry;
import dev.cormorant.sql.internal.run.Query;
import dev.cormorant.sql.internal.run.Runner;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Path;

/** Exports the rows of one query or one entity. Safe for all threads. */
public final class RowExport implements Export {

    private final Database database;
    private final Runner runner;
    private final Rows rows;
    private final ExportOptions options;

    private RowExport(Database database, Runner runner, Rows rows, ExportOptions options) {
        this.database = database;
        this.runner = runner;
        this.rows = rows;
        this.options = options;
    }

    /**
     * The rows of a query.
     *
     * @param database the database
     * @param runner runs queries on it
     * @param query the query
     * @return with the usual options
     */
    public static Export of(Database database, Runner runner, Query query) {
        CellReaders readers = new CellReaders(database.server().dialect(), database.columnTypes());
        return new RowExport(database, runner, new QueryRows(query, readers), ExportOptions.defaults());
    }

    /**
     * The rows of an entity.
     *
     * @param database the database
     * @param runner runs queries on it
     * @param registry its entities
     * @param type the class
     * @return with the usual options
     * @throws dev.cormorant.core.error.MappingException if its model cannot work
     */
    public static Export of(Database database, Runner runner, EntityRegistry registry, Class<?> type) {
        return new RowExport(
                database, runner, new EntityRows<>(new EntityQuery<>(registry, type)), ExportOptions.defaults());
    }

    @Override
    public Export with(ExportOptions newOptions) {
        return new RowExport(database, runner, rows, newOptions);
    }

    @Override
    public Export as(ExportFormat format) {
        return with(options.withFormat(format));
    }

    @Override
    public ExportResult to(Path file) {
        try {
            return to(FileTarget.of(file, options.replace()));
        } catch (IOException failed) {
            throw Failing.ofFile(database, file, failed);
        }
    }

    @Override
    public ExportResult to(OutputStream stream) {
        return to(new StreamTarget(stream));
    }

    @Override
    public ExportResult to(Writer writer) {
        return to(new WriterTarget(writer));
    }

    private ExportResult to(Target target) {
        Cells cells = options.format() instanceof CsvFormat csv ? new CsvCells(csv) : new JsonCells();
        return new Pass(database, options, cells, target).run(runner, rows);
    }
}

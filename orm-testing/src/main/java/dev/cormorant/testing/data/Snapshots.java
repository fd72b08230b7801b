package dev.cormorant.testing.data;

import dev.cormorant.migrations.Migrator;
import dev.cormorant.sql.Orm;
import dev.cormorant.testing.data.internal.FileProblem;
import java.nio.file.Path;

/**
 * Schema and rows of a database in files that people can read and review.
 *
 * <p>Rows: a line of JSON for each, in the order of the primary key. Between them stands a line for each table, with its columns and
 * their types; the first line says the product. What is written is restored exactly, to the last digit and byte, on the same
 * product: each value comes back as it was, types that only one product has and infinite times included. A table without a primary key has its lines sorted,
 * and at most 100,000 of them; so has one that refers to itself. Columns that the database computes are left out. A change of one row
 * changes one line.
 *
 * <p>Schema: the text of {@link dev.cormorant.migrations.schema.SchemaSnapshot}, with its fingerprint in the first line.
 */
public final class Snapshots {

    private Snapshots() {}

    /**
     * Writes rows. Nothing is at the place of the file before all is written.
     *
     * @param orm the open database
     * @param file the file, which is replaced if it is there; its folder must be
     * @param tables the tables, in either case; none means all of the schema of the connection but those in which migrations keep
     *     their history
     * @return what was written
     * @throws TestDataException if a table is not there, or the file cannot be written
     */
    public static SnapshotReport writeData(Orm orm, Path file, String... tables) {
        return told(() -> new SnapshotWriting(orm).write(file, tables));
    }

    /**
     * Makes the tables of a file hold exactly its rows, in one transaction of at most 5 minutes. Whatever else refers to them must be in
     * the file too, or empty.
     *
     * @param orm the open database, of the product that the file is of
     * @param file the file
     * @return what was restored
     * @throws TestDataException if it cannot be; the message names the line, and nothing is changed
     */
    public static SnapshotReport restoreData(Orm orm, Path file) {
        return told(() -> new SnapshotRestoring(orm, file).restore());
    }

    /**
     * Writes the schema.
     *
     * @param orm the open database
     * @param file the file, which is replaced if it is there
     * @throws TestDataException if it cannot be written
     */
    public static void writeSchema(Orm orm, Path file) {
        told(() -> {
            SchemaFile.write(file, Migrator.of(orm.database()).snapshot());
            return true;
        });
    }

    /**
     * Asserts that the schema is the one of a file.
     *
     * @param orm the open database
     * @param file what {@link #writeSchema} wrote for the same product
     * @throws AssertionError if it is another one; the message lists what is missing, unexpected and different, up to 40 lines
     * @throws TestDataException if the file cannot be read
     */
    public static void assertSchema(Orm orm, Path file) {
        told(() -> {
            SchemaFile.compare(file, Migrator.of(orm.database()).snapshot());
            return true;
        });
    }

    private interface Work<R> {
        R run();
    }

    private static <R> R told(Work<R> work) {
        try {
            return work.run();
        } catch (FileProblem problem) {
            throw new TestDataException(problem);
        }
    }
}

package dev.cormorant.testing.data;

import dev.cormorant.sql.Orm;
import dev.cormorant.testing.data.internal.FileProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Puts rows of CSV, JSON and SQL files into an open database, all of them or none.
 *
 * <pre>{@code
 * TestData.into(orm).from("data/country.csv", "data/cities.json", "data/more.sql").load();
 * TestData.into(orm).csv("country", """
 *         code,name,founded
 *         NO,Norway,
 *         XX,"",1900-01-01
 *         """).load();
 * }</pre>
 *
 * <ul>
 *   <li>CSV as in RFC 4180, in UTF-8; the first line names the columns. A field with nothing in it is null, two quotes are the empty
 *       text. {@code country.csv} is for the table {@code country}.
 *   <li>JSON: an array of objects, or an object with such an array for each table. A column that an object does not name gets its
 *       default. Objects and arrays are for columns of JSON, or of text. In a file that ends in {@code .jsonl} the objects stand on
 *       lines of their own, all for the table that it is named after.
 *   <li>SQL: statements that change rows. What defines tables or ends transactions is refused: it belongs into migrations.
 * </ul>
 *
 * <p>The types are those of the columns, as the catalog of the database tells them. Bytes are {@code 0x00ff} or {@code
 * base64:AP8=}. Names of tables and columns are found in either case. Tables of files that stand behind each other are filled in the
 * order of their foreign keys, rows of a table that refers to itself likewise; SQL files run where they stand.
 *
 * <p>Not safe for several threads. Holds no connection between the calls, and belongs to the transaction of its thread if there is one.
 */
public final class TestData {

    private final Orm orm;
    private final List<Source> sources = new ArrayList<>();

    private TestData(Orm orm) {
        this.orm = orm;
    }

    /**
     * Nothing to load yet.
     *
     * @param orm the open database; closed by the caller
     * @return the data to be loaded
     */
    public static TestData into(Orm orm) {
        return new TestData(Objects.requireNonNull(orm, "orm"));
    }

    /**
     * Adds resources of the class path, read now.
     *
     * @param locations files that end in {@code .csv}, {@code .json}, {@code .jsonl} or {@code .sql}, up to 64 MB each, or folders of them, which
     *     are read in the order of the names; with or without {@code classpath:} before them
     * @return this
     * @throws TestDataException if there is none, or it cannot be read
     */
    public TestData from(String... locations) {
        return reading(() -> {
            for (String location : locations) {
                sources.addAll(Sources.resource(location));
            }
        });
    }

    /**
     * Adds files, read now.
     *
     * @param files files or folders, as for resources
     * @return this
     * @throws TestDataException if there is none, or it cannot be read
     */
    public TestData from(Path... files) {
        return reading(() -> {
            for (Path file : files) {
                sources.addAll(Sources.file(file));
            }
        });
    }

    /**
     * Adds rows in CSV.
     *
     * @param table the table that they are for
     * @param text the rows, with the names of the columns in the first line
     * @return this
     */
    public TestData csv(String table, String text) {
        sources.add(new Source("csv of " + table, Source.Form.CSV, table, text));
        return this;
    }

    /**
     * Adds rows in JSON.
     *
     * @param table the table that they are for, if the text is an array
     * @param text the rows
     * @return this
     */
    public TestData json(String table, String text) {
        sources.add(new Source("json of " + table, Source.Form.JSON, table, text));
        return this;
    }

    /**
     * Adds statements.
     *
     * @param text statements that change rows, with semicolons between them
     * @return this
     */
    public TestData sql(String text) {
        sources.add(new Source("sql", Source.Form.SQL, "", text));
        return this;
    }

    /**
     * Loads what was added, in one transaction of at most 5 minutes, and forgets it; in a running transaction of the thread it is a
     * savepoint of that.
     *
     * @return what was done
     * @throws TestDataException if something of it cannot be loaded; then nothing is
     * @throws dev.cormorant.core.error.OrmException if no connection can be had, or it is lost
     */
    public LoadReport load() {
        try {
            LoadReport done = new Loading(orm).load(sources);
            sources.clear();
            return done;
        } catch (FileProblem problem) {
            throw new TestDataException(problem);
        }
    }

    private TestData reading(Runnable read) {
        try {
            read.run();
            return this;
        } catch (FileProblem problem) {
            throw new TestDataException(problem);
        }
    }
}

package dev.cormorant.testing.data;

import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.sql.mapping.RowMapper;
import dev.cormorant.testing.data.internal.Catalog;
import dev.cormorant.testing.data.internal.CellKind;
import dev.cormorant.testing.data.internal.CellRead;
import dev.cormorant.testing.data.internal.Column;
import dev.cormorant.testing.data.internal.CsvFile;
import dev.cormorant.testing.data.internal.FileProblem;
import dev.cormorant.testing.data.internal.FileTable;
import dev.cormorant.testing.data.internal.Product;
import dev.cormorant.testing.data.internal.Table;
import dev.cormorant.testing.data.internal.TableQuery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows to compare: of a table, of a query, or written down in a test. Immutable; safe for all threads as far as its values are.
 *
 * <pre>{@code
 * Rows.of("name", "population").row("Oslo", 709_000).row("Bergen", null)
 * Rows.csv("""
 *         name,population
 *         Oslo,709000
 *         Bergen,
 *         """)
 * }</pre>
 */
public final class Rows {

    private static final int MOST = 10_000;

    private final String title;
    private final List<String> columns;
    private final List<String> key;
    private final List<List<@Nullable Object>> rows;

    private Rows(String title, List<String> columns, List<String> key, List<List<@Nullable Object>> rows) {
        this.title = title;
        this.columns = List.copyOf(columns);
        this.key = List.copyOf(key);
        this.rows = Collections.unmodifiableList(rows);
    }

    /**
     * No rows yet.
     *
     * @param columns the names of the columns
     * @return the rows, to which {@link #row} adds
     * @throws IllegalArgumentException if there is no column, or one is named twice
     */
    public static Rows of(String... columns) {
        List<String> names = Arrays.stream(columns)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        if (names.isEmpty() || Set.copyOf(names).size() < names.size()) {
            throw new IllegalArgumentException("rows have columns, each named once, not " + names);
        }
        return new Rows("rows", List.of(columns), List.of(), List.of());
    }

    /**
     * A copy with one more row.
     *
     * @param values a value for each column; null is SQL NULL
     * @return the copy
     * @throws IllegalArgumentException if there are more or fewer values than columns
     */
    public Rows row(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException("a row has " + columns.size() + " values (" + String.join(", ", columns)
                    + "), not " + values.length);
        }
        List<List<@Nullable Object>> more = new ArrayList<>(rows);
        more.add(Collections.unmodifiableList(new ArrayList<>(Arrays.asList(values))));
        return new Rows(title, columns, key, more);
    }

    /**
     * Rows in CSV: a field with nothing in it is null, and two quotes are the empty text.
     *
     * @param text the rows, with the names of the columns in the first line
     * @return the rows, all of whose values are texts
     * @throws TestDataException if it is no CSV
     */
    public static Rows csv(String text) {
        try {
            FileTable file = CsvFile.read("csv", "", text);
            List<List<@Nullable Object>> rows = new ArrayList<>();
            file.rows().forEach(row -> {
                List<@Nullable Object> values = new ArrayList<>();
                row.cells().values().forEach(cell -> values.add(cell.text()));
                rows.add(values);
            });
            return new Rows("rows", file.columns(), List.of(), rows);
        } catch (FileProblem problem) {
            throw new TestDataException(problem);
        }
    }

    /**
     * The rows of a table.
     *
     * @param orm the open database
     * @param name the table, in either case, perhaps with a schema and a dot before it
     * @return its rows in the order of its primary key, with all its columns
     * @throws IllegalArgumentException if there is no such table; the message names those that there are
     * @throws IllegalStateException if there are more than 10,000 rows
     */
    public static Rows table(Orm orm, String name) {
        Product product = Product.of(orm.database().driver());
        Table table = find(orm, product, name);
        List<String> names = table.columns().stream().map(Column::name).toList();
        List<CellKind> kinds = table.columns().stream().map(Column::kind).toList();
        CellRead read = new CellRead(product, orm.database().columnTypes());
        List<List<@Nullable Object>> rows =
                fetch(orm, "table " + table, Sql.of(TableQuery.of(product, table, table.columns())), row -> {
                    List<@Nullable Object> values = new ArrayList<>();
                    for (int i = 0; i < kinds.size(); i++) {
                        values.add(read.value(row, i + 1, kinds.get(i)));
                    }
                    return values;
                });
        return new Rows("table " + table, names, table.key(), rows);
    }

    private static Table find(Orm orm, Product product, String name) {
        try (Connection connection = orm.database().connection(Access.READ, "read a table")) {
            Catalog catalog = new Catalog(product, connection);
            Table table = catalog.find(name).orElse(null);
            if (table == null) {
                throw new IllegalArgumentException("there is no table \"" + name + "\"; there are " + catalog.listed());
            }
            return table;
        } catch (SQLException e) {
            throw orm.database()
                    .translate(
                            e, FailedOperation.of("read a table", orm.database().label()));
        }
    }

    /**
     * The rows of a query.
     *
     * @param orm the open database
     * @param query the query
     * @return its rows in its order; without columns if there are no rows
     * @throws IllegalStateException if there are more than 10,000 rows
     */
    public static Rows query(Orm orm, Sql query) {
        Product product = Product.of(orm.database().driver());
        CellRead read = new CellRead(product, orm.database().columnTypes());
        List<String> names = new ArrayList<>();
        List<List<@Nullable Object>> rows = fetch(orm, "query", query, row -> {
            if (names.isEmpty()) {
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    names.add(row.getMetaData().getColumnLabel(i));
                }
            }
            return values(read, row, names.size());
        });
        return new Rows("query", names, List.of(), rows);
    }

    private static List<@Nullable Object> values(CellRead read, ResultSet row, int width) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
            values.add(read.value(row, i, read.kind(row, i)));
        }
        return values;
    }

    private static List<List<@Nullable Object>> fetch(
            Orm orm, String title, Sql query, RowMapper<List<@Nullable Object>> mapper) {
        List<List<@Nullable Object>> rows =
                orm.stream(query, mapper, stream -> stream.limit(MOST + 1L).toList());
        if (rows.size() > MOST) {
            throw new IllegalStateException(
                    title + " has more than " + MOST + " rows: compare a count, or a query for those that matter");
        }
        return rows;
    }

    /** {@return what they are in messages} */
    String title() {
        return title;
    }

    /** {@return the columns of the primary key; empty if they are of no table} */
    List<String> key() {
        return key;
    }

    /** {@return the names of the columns} */
    public List<String> columns() {
        return columns;
    }

    /** {@return the values of each row, in the order of the columns; null is SQL NULL} */
    public List<List<@Nullable Object>> values() {
        return rows;
    }

    /** {@return how many rows there are} */
    public int size() {
        return rows.size();
    }

    /** {@return where a column stands, from 0; -1 if there is none of that name, in either case} */
    int index(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).equalsIgnoreCase(column)) {
                return i;
            }
        }
        return -1;
    }

    /** {@return what they are, and how many} */
    @Override
    public String toString() {
        return title + " (" + rows.size() + " rows)";
    }
}

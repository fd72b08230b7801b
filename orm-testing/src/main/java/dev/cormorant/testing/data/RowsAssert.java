package dev.cormorant.testing.data;

import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Asserts what rows there are, in the style of AssertJ.
 *
 * <pre>{@code
 * assertThatTable(orm, "city").ignoring("id", "created_at").hasExactly(Rows.csv("""
 *         name,population
 *         Oslo,709000
 *         Bergen,
 *         """));
 * }</pre>
 *
 * <pre>
 * table city: 1 missing, 0 unexpected, 1 different, 7 as expected
 *               name   | population
 *   missing     Bergen | null
 *   different   Oslo   | 700000 instead of 709000
 * </pre>
 *
 * <p>Compared are the columns that the expected rows have, but for those that are ignored; in any order of the rows, unless {@link
 * #inOrder}. Numbers are the same by their value, true and false also as 1 and 0, times by their instant (a time without an offset
 * beside one with an offset is in UTC), documents of JSON by their content, bytes also as {@code 0x00ff}; a text beside another type
 * is what it says. Two texts are the same letter by letter, unless both are times.
 */
public final class RowsAssert extends AbstractAssert<RowsAssert, Rows> {

    private final Set<String> ignored = new HashSet<>();
    private List<String> key;
    private boolean ordered;

    private RowsAssert(Rows actual) {
        super(actual, RowsAssert.class);
        this.key = actual.key();
    }

    /**
     * Asserts about a table as it is now.
     *
     * @param orm the open database
     * @param table the table
     * @return the assertions
     * @throws IllegalArgumentException if there is no such table
     */
    public static RowsAssert assertThatTable(Orm orm, String table) {
        return new RowsAssert(Rows.table(orm, table));
    }

    /**
     * Asserts about the rows of a query.
     *
     * @param orm the open database
     * @param query the query
     * @return the assertions
     */
    public static RowsAssert assertThatQuery(Orm orm, Sql query) {
        return new RowsAssert(Rows.query(orm, query));
    }

    /**
     * Asserts about rows.
     *
     * @param actual the rows
     * @return the assertions
     */
    public static RowsAssert assertThatRows(Rows actual) {
        return new RowsAssert(actual);
    }

    /**
     * Leaves columns out.
     *
     * @param columns their names, in either case
     * @return this
     */
    public RowsAssert ignoring(String... columns) {
        for (String column : columns) {
            ignored.add(column.toLowerCase(Locale.ROOT));
        }
        return this;
    }

    /** Lets the order of the rows matter; returns this. */
    public RowsAssert inOrder() {
        ordered = true;
        return this;
    }

    /**
     * Says which rows belong together in the message. Default is the primary key of a table; without one, or if it is not compared,
     * rows belong together that have at least half of their values in common.
     *
     * @param columns the names of the columns
     * @return this
     */
    public RowsAssert keyedBy(String... columns) {
        key = List.of(columns);
        return this;
    }

    /**
     * Asserts that there are these rows and no others.
     *
     * @param expected the rows
     * @return this
     * @throws AssertionError if something differs; the message shows it in a table, bounded in length
     * @throws IllegalArgumentException if a column is expected that is not there
     */
    public RowsAssert hasExactly(Rows expected) {
        RowsDiff diff = diff(expected);
        if (!diff.isEmpty()) {
            throw failed(DiffTable.message(actual.title(), diff));
        }
        return this;
    }

    /**
     * Asserts that these rows are there, perhaps among others.
     *
     * @param expected the rows
     * @return this
     * @throws AssertionError if one is not; the message shows those, and rows that belong to them
     * @throws IllegalArgumentException if a column is expected that is not there
     */
    public RowsAssert contains(Rows expected) {
        RowsDiff diff = diff(expected);
        if (!diff.missing().isEmpty() || !diff.different().isEmpty()) {
            RowsDiff shown = new RowsDiff(diff.columns(), diff.missing(), List.of(), diff.different(), 0, diff.same());
            throw failed(DiffTable.message(actual.title(), shown));
        }
        return this;
    }

    /**
     * Asserts that none of these rows is there.
     *
     * @param unwanted the rows
     * @return this
     * @throws AssertionError if one is
     * @throws IllegalArgumentException if a column is named that is not there
     */
    public RowsAssert containsNone(Rows unwanted) {
        RowsDiff diff = diff(unwanted);
        if (diff.same() > 0) {
            throw failed(actual.title() + ": " + diff.same() + " of the rows are there that should not be");
        }
        return this;
    }

    /**
     * Asserts how many rows there are.
     *
     * @param size how many
     * @return this
     * @throws AssertionError if there are more or fewer
     */
    public RowsAssert hasSize(int size) {
        if (actual.size() != size) {
            throw failed(actual.title() + " has " + actual.size() + " rows instead of " + size);
        }
        return this;
    }

    /** Asserts that there are no rows; returns this. */
    public RowsAssert isEmpty() {
        return hasSize(0);
    }

    private RowsDiff diff(Rows expected) {
        Objects.requireNonNull(expected, "expected");
        List<String> columns = expected.columns().stream()
                .filter(column -> !ignored.contains(column.toLowerCase(Locale.ROOT)))
                .toList();
        // A query without rows has told nothing of its columns.
        List<String> unknown = actual.columns().isEmpty()
                ? List.of()
                : columns.stream().filter(column -> actual.index(column) < 0).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(actual.title() + " has no column " + String.join(", ", unknown)
                    + "; it has " + String.join(", ", actual.columns()));
        }
        List<String> lower =
                columns.stream().map(column -> column.toLowerCase(Locale.ROOT)).toList();
        List<Integer> keys = new ArrayList<>();
        key.forEach(column -> keys.add(lower.indexOf(column.toLowerCase(Locale.ROOT))));
        return RowsDiff.of(
                projected(actual, columns),
                projected(expected, columns),
                columns,
                keys.contains(-1) ? List.of() : keys,
                ordered);
    }

    private static List<List<@Nullable Object>> projected(Rows rows, List<String> columns) {
        int[] places = columns.stream().mapToInt(rows::index).toArray();
        List<List<@Nullable Object>> projected = new ArrayList<>();
        for (List<@Nullable Object> row : rows.values()) {
            List<@Nullable Object> values = new ArrayList<>();
            Arrays.stream(places).forEach(place -> values.add(row.get(place)));
            projected.add(values);
        }
        return projected;
    }

    private AssertionError failed(String message) {
        return failure("%s", message);
    }
}

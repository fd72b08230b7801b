package dev.cormorant.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.BulkColumn;
import dev.cormorant.core.driver.BulkRows;
import dev.cormorant.core.driver.BulkTable;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MultiRowInsertTest {

    private final MultiRowInsert path = new MultiRowInsert(SqliteColumns.ALL);

    @TempDir
    Path folder;

    private SqliteConnection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = new SqliteConnection(folder.resolve("a.db").toString(), new Properties(), Access.WRITE, 250);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private BulkTable table(int columns) throws SQLException {
        List<BulkColumn> all = IntStream.range(0, columns)
                .mapToObj(i -> new BulkColumn("a_column_" + i, Integer.class, false))
                .toList();
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table wide ("
                    + all.stream().map(BulkColumn::name).collect(Collectors.joining(" integer, "))
                    + " integer, unique ("
                    + all.get(0).name() + "))");
        }
        return new BulkTable("wide", all);
    }

    private static List<@Nullable Object[]> rows(int rows, int columns) {
        List<@Nullable Object[]> made = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            @Nullable Object[] values = new @Nullable Object[columns];
            for (int column = 0; column < columns; column++) {
                values[column] = row * columns + column;
            }
            made.add(values);
        }
        return made;
    }

    /** Below, at and beyond full statements; widths up to the 2,000 columns that SQLite has at most. */
    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "63, 6",
        "64, 6",
        "65, 6",
        "1000, 6",
        "128, 46",
        "131, 47",
        "100, 300",
        "3, 1500",
        "3, 1501",
        "5, 2000"
    })
    void putsEachValueIntoItsRowAndColumn(int rows, int columns) throws SQLException {
        BulkTable table = table(columns);
        path.insert(connection, new BulkRows(table, rows(rows, columns), false, ""));
        try (PreparedStatement statement = connection.prepareStatement(
                        "select a_column_0, a_column_" + (columns - 1) + " from wide order by 1");
                ResultSet found = statement.executeQuery()) {
            for (int row = 0; row < rows; row++) {
                assertThat(found.next()).isTrue();
                assertThat(found.getInt(1)).isEqualTo(row * columns);
                assertThat(found.getInt(2)).isEqualTo(row * columns + columns - 1);
            }
            assertThat(found.next()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 64", "6, 64", "47, 63", "1500, 2", "1501, 1", "2000, 1"})
    void takesFewerRowsAtOnceTheWiderTheyAre(int columns, int together) throws SQLException {
        assertThat(MultiRowInsert.together(table(columns))).isEqualTo(together);
    }

    /** In autocommit, what went in before the refused statement is there. */
    @ParameterizedTest
    @CsvSource({"false, 64", "true, 70"})
    void sendsRowByRowWhenTheyAreLookedAtClosely(boolean careful, int in) throws SQLException {
        BulkTable table = table(2);
        List<@Nullable Object[]> rows = rows(130, 2);
        rows.get(70)[0] = 0;
        assertThatThrownBy(() -> path.insert(connection, new BulkRows(table, rows, careful, "")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("UNIQUE");
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from wide")) {
            assertThat(count.getInt(1)).isEqualTo(in);
        }
    }
}

package dev.cormorant.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.MappingException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnboxedNumbersTest {

    @TempDir
    Path folder;

    private SqliteConnection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = new SqliteConnection(folder.resolve("a.db").toString(), new Properties(), Access.WRITE, 2);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private interface Reading<T> {
        T read(ResultSet rows, int column) throws SQLException;
    }

    /** Reads the second column, so that one place too far or too near is seen. */
    private <T> T read(String expression, Reading<T> reading) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 7, " + expression + ", 8");
                ResultSet rows = statement.executeQuery()) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getStatement()).isInstanceOf(SqlitePreparedStatement.class);
            return reading.read(rows, 2);
        }
    }

    private int readInt(String expression) throws SQLException {
        return read(expression, SqliteColumns.ALL::readInt);
    }

    private long readLong(String expression) throws SQLException {
        return read(expression, SqliteColumns.ALL::readLong);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, 42, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void readsNumbersOf32Bits(int number) throws SQLException {
        assertThat(readInt(Integer.toString(number))).isEqualTo(number);
        assertThat(readLong(Integer.toString(number))).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 31, -(1L << 31) - 1, Long.MAX_VALUE, Long.MIN_VALUE + 1})
    void readsNumbersOf64Bits(long number) throws SQLException {
        assertThat(readLong(Long.toString(number))).isEqualTo(number);
        assertThatExceptionOfType(MappingException.class).isThrownBy(() -> readInt(Long.toString(number)));
    }

    @Test
    void readsTheSmallestNumber() throws SQLException {
        assertThat(readLong("-9223372036854775807 - 1")).isEqualTo(Long.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "'12'", "'12abc'", "x'00'", "9e999"})
    void refusesWhatIsNoWholeNumberInsteadOfCuttingIt(String expression) {
        assertThatExceptionOfType(MappingException.class).isThrownBy(() -> readInt(expression));
        assertThatExceptionOfType(MappingException.class).isThrownBy(() -> readLong(expression));
    }

    @Test
    void readsNullAsZeroWhichTheOtherWayTellsApart() throws SQLException {
        assertThat(readInt("null")).isZero();
        assertThat(readLong("null")).isZero();
        boolean isNull = read("null", (rows, column) -> SqliteColumns.ALL.read(rows, column, Integer.class) == null);
        assertThat(isNull).isTrue();
    }

    @Test
    void takesAWholeRealForANumber() throws SQLException {
        assertThat(readInt("3.0")).isEqualTo(3);
        assertThat(readLong("3.0")).isEqualTo(3);
    }
}

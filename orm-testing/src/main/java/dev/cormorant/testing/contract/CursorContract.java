package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.error.NestedLeaseException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.SyntaxException;
import dev.cormorant.core.error.UnsupportedFeatureException;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.sql.Sql;
import dev.cormorant.sql.cursor.Cursor;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Streams and cursors: rows in order, everything given back however they end, and nothing that escapes. */
public abstract class CursorContract extends OrmContract {

    private static final int ROWS = 5_000;
    private static final Sql ALL = Sql.of("select id, payload from many order by id");
    /** Reading the rest of {@link #hugeQuery} would take far longer. */
    private static final Duration EARLY = Duration.ofSeconds(10);

    /** For subclasses of the driver modules. */
    protected CursorContract() {}

    /**
     * A row of the numbers.
     *
     * @param id from 1
     * @param payload 100 characters
     */
    record Row(long id, String payload) {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(connection, "create table many (id bigint primary key, payload varchar(100) not null)");
        Jdbc.run(connection, "insert into many " + testDatabase().numbersQuery(ROWS));
    }

    @Override
    DatabaseConfig configure(DatabaseConfig defaults) {
        return defaults.withStatements(statements -> statements.withFetchSize(100));
    }

    private Sql hugeQuery() {
        return Sql.of(testDatabase().numbersQuery(200_000_000));
    }

    private void assertNothingHeld() throws SQLException {
        assertThat(database().leases()).isEmpty();
        assertThat(database().executions()).isEmpty();
        awaitQuietServer();
        assertUsable();
    }

    @Test
    void givesEveryRowInOrder() throws SQLException {
        long sum = orm().stream(ALL, Row.class, rows -> {
            Iterator<Row> each = rows.iterator();
            for (long id = 1; id <= ROWS; id++) {
                Row row = each.next();
                assertThat(row.id()).isEqualTo(id);
                assertThat(row.payload()).hasSize(100).startsWith(id + " ");
            }
            assertThat(each.hasNext()).isFalse();
            return (long) ROWS;
        });
        assertThat(sum).isEqualTo(ROWS);
        assertNothingHeld();
    }

    @Test
    void givesEverythingBackAtItsEnd() throws SQLException {
        try (Cursor<Row> cursor = orm().cursor(ALL, Row.class)) {
            assertThat(database().stats().connections().active()).isEqualTo(1);
            long read = 0;
            while (cursor.next()) {
                read++;
                assertThat(cursor.row().id()).isEqualTo(read);
            }
            assertThat(cursor.rowsRead()).isEqualTo(ROWS).isEqualTo(read);
            assertThat(cursor.isClosed()).isTrue();
            assertNothingHeld();
        }
    }

    @Test
    void stopsTheQueryWhenItIsClosedEarly() throws SQLException {
        long startedAt = System.nanoTime();
        try (Cursor<Row> cursor = orm().cursor(hugeQuery(), Row.class)) {
            for (int i = 0; i < 10; i++) {
                assertThat(cursor.next()).isTrue();
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(EARLY);
        assertNothingHeld();
    }

    @Test
    void stopsTheQueryWhenTheWorkReturnsEarly() throws SQLException {
        long startedAt = System.nanoTime();
        long first = orm().stream(hugeQuery(), Row.class, rows -> rows.limit(10)
                .mapToLong(Row::id)
                .count());
        assertThat(first).isEqualTo(10);
        assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(EARLY);
        assertNothingHeld();
    }

    @Test
    void leavesTheConnectionCleanAfterAnEarlyEnd() throws SQLException {
        for (int round = 0; round < 10; round++) {
            try (Cursor<Row> cursor = orm().cursor(ALL, Row.class)) {
                assertThat(cursor.next()).isTrue();
            }
            assertThat(orm().fetchSingle(Sql.of("select count(*) from many"), Long.class))
                    .isEqualTo(ROWS);
        }
        assertNothingHeld();
    }

    @Test
    void passesTheExceptionOfTheWorkAsItIs() throws SQLException {
        IOException reason = new IOException("from the work");
        Throwable thrown = catchThrowable(() -> orm().stream(hugeQuery(), Row.class, rows -> {
            assertThat(rows.iterator().next().id()).isPositive();
            throw reason;
        }));
        assertThat(thrown).isSameAs(reason);
        assertNothingHeld();
    }

    @Test
    void refusesAStreamThatEscaped() throws SQLException {
        Kept<Stream<Row>> escaped = new Kept<>();
        Kept<Iterator<Row>> iterator = new Kept<>();
        orm().stream(ALL, Row.class, rows -> {
            escaped.set(rows);
            return true;
        });
        orm().stream(ALL, Row.class, rows -> {
            iterator.set(rows.iterator());
            return iterator.get().next();
        });
        assertThatThrownBy(() -> escaped.get().count()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> iterator.get().next())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("CursorContract");
        assertNothingHeld();
    }

    @Test
    void saysWhereItWasOpenedWhenItIsUsedAfterItsClose() throws SQLException {
        Cursor<Row> cursor = orm().cursor(ALL, Row.class);
        assertThat(cursor.next()).isTrue();
        cursor.close();
        cursor.close();
        assertThat(cursor.isClosed()).isTrue();
        assertThatThrownBy(cursor::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed")
                .hasMessageContaining("CursorContract");
        assertThatThrownBy(cursor::row).isInstanceOf(IllegalStateException.class);
        assertNothingHeld();
    }

    @Test
    void belongsToItsThread() throws Exception {
        try (Cursor<Row> cursor = orm().cursor(ALL, Row.class)) {
            Future<Boolean> stranger = inBackground(cursor::next);
            assertThat(Workers.failure(stranger)).isInstanceOf(IllegalStateException.class);
            assertThat(cursor.next()).isTrue();
        }
        assertNothingHeld();
    }

    @Test
    void endsWithTheTransactionThatItWasOpenedIn() throws SQLException {
        Kept<Cursor<Row>> kept = new Kept<>();
        orm().transaction(TransactionOptions.readWrite().named("short"), transaction -> {
            kept.set(orm().cursor(ALL, Row.class));
            assertThat(kept.get().next()).isTrue();
        });
        Throwable thrown = catchThrowable(() -> kept.get().next());
        assertThat(thrown).isInstanceOfAny(IllegalStateException.class, OrmException.class);
        assertThat(thrown.getMessage()).isNotBlank();
        kept.get().close();
        assertNothingHeld();
    }

    @Test
    void refusesASecondCursorOfTheSameThreadAndNamesBothPlaces() throws SQLException {
        try (Cursor<Row> first = orm().cursor(ALL, Row.class)) {
            assertThat(first.next()).isTrue();
            assertThatExceptionOfType(NestedLeaseException.class)
                    .isThrownBy(() -> orm().cursor(Sql.of("select 4711 as n"), Long.class))
                    .withMessageContaining("cursor")
                    .withMessageContaining("select id, payload from many");
            assertThatExceptionOfType(NestedLeaseException.class)
                    .isThrownBy(() -> orm().execute(Sql.of("delete from many")));
            assertThat(first.next()).isTrue();
        }
        assertNothingHeld();
    }

    @Test
    void runsAStatementBesideAStreamInOneTransactionWhereTheDatabaseCan() throws SQLException {
        orm().transaction(TransactionOptions.readWrite().named("beside"), transaction -> {
            try (Cursor<Row> cursor = orm().cursor(ALL, Row.class)) {
                assertThat(cursor.next()).isTrue();
                Throwable thrown =
                        catchThrowable(() -> orm().execute(Sql.of("update many set payload = payload where id = 1")));
                if (dialect().isMysqlFamily()) {
                    assertThat(thrown)
                            .as("the protocol of MySQL has one result at a time")
                            .isInstanceOf(UnsupportedFeatureException.class)
                            .hasMessageContaining("update many");
                } else {
                    assertThat(thrown).isNull();
                }
                assertThat(cursor.next()).as("the cursor goes on").isTrue();
                assertThat(cursor.row().id()).isEqualTo(2);
            }
        });
        assertNothingHeld();
    }

    @Test
    void fallsBackToNothingWhenTheQueryIsWrong() throws SQLException {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> orm().cursor(Sql.of("select nothing from nowhere"), Row.class));
        assertThatExceptionOfType(MappingException.class).isThrownBy(() -> {
            try (Cursor<Row> cursor = orm().cursor(Sql.of("select id from many"), Row.class)) {
                assertThat(cursor.next()).isTrue();
            }
        });
        assertNothingHeld();
    }
}

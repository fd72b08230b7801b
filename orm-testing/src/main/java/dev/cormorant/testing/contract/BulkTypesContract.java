package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cormorant.core.error.BulkException;
import dev.cormorant.core.error.DataException;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.error.StatementCancelledException;
import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.contract.TypesContract.Mood;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes through a load is what goes through an ordinary insert, to the last digit; and a load that is stopped leaves nothing. */
public abstract class BulkTypesContract extends TypedTable {

    /** For subclasses of the driver modules. */
    protected BulkTypesContract() {}

    /** A value of each type, or none. */
    @Table(name = "typed")
    @SuppressWarnings("ArrayRecordComponent") // compared field by field
    record Typed(
            @Id long id,
            @Nullable Byte tiny,
            @Nullable Short small,
            @Nullable Integer middle,
            @Nullable Long large,
            @Nullable BigInteger big,
            @Nullable BigDecimal exact,
            @Nullable Float single,
            @Nullable Double twice,
            @Nullable String words,
            byte @Nullable [] bytes,
            @Nullable Boolean flag,
            @Nullable LocalDate day,
            @Nullable LocalTime hour,
            @Nullable LocalDateTime localTime,
            @Nullable Instant moment,
            @Nullable OffsetDateTime shifted,
            @Nullable UUID uid,
            @Nullable Mood mood) {

        static Typed none(long id) {
            return new Typed(
                    id, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                    null, null);
        }

        static Typed most(long id) {
            LocalDateTime last = LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000);
            return new Typed(
                    id,
                    Byte.MAX_VALUE,
                    Short.MAX_VALUE,
                    Integer.MAX_VALUE,
                    Long.MAX_VALUE,
                    BigInteger.TWO.pow(64).subtract(BigInteger.ONE),
                    new BigDecimal("9999999999999999999999999999.9999999999"),
                    Float.MAX_VALUE,
                    Double.MAX_VALUE,
                    "\uD83E\uDD86\t\\\n".repeat(20_000),
                    allBytes(),
                    true,
                    last.toLocalDate(),
                    last.toLocalTime(),
                    last,
                    last.toInstant(ZoneOffset.UTC),
                    last.atOffset(ZoneOffset.UTC),
                    new UUID(-1, -1),
                    Mood.HUNGRY);
        }

        static Typed least(long id) {
            return new Typed(
                    id,
                    Byte.MIN_VALUE,
                    Short.MIN_VALUE,
                    Integer.MIN_VALUE,
                    Long.MIN_VALUE,
                    BigInteger.ZERO,
                    new BigDecimal("-0.0000000001"),
                    -1.1f,
                    Double.MIN_NORMAL,
                    "",
                    new byte[0],
                    false,
                    LocalDate.of(1582, 10, 15),
                    LocalTime.MIDNIGHT,
                    LocalDateTime.of(1900, 1, 1, 0, 0, 1),
                    Instant.parse("1970-01-01T00:00:01Z"),
                    OffsetDateTime.parse("2024-03-31T01:30:00.000001Z"),
                    new UUID(0, 0),
                    Mood.CALM);
        }

        private static byte[] allBytes() {
            byte[] all = new byte[256];
            for (int i = 0; i < all.length; i++) {
                all[i] = (byte) i;
            }
            return all;
        }
    }

    private static Typed some(long id) {
        return switch ((int) (id % 3)) {
            case 0 -> Typed.most(id);
            case 1 -> Typed.least(id);
            default -> Typed.none(id);
        };
    }

    @BeforeEach
    final void noRows() throws SQLException {
        run("delete from typed");
    }

    @Test
    void carriesEachTypeToItsLimits() throws SQLException {
        List<Typed> rows =
                LongStream.rangeClosed(1, 30).mapToObj(BulkTypesContract::some).toList();
        orm().bulk(Typed.class).insert(rows.iterator());
        assertThat(orm().entities(Typed.class).findAll())
                .usingRecursiveComparison()
                .isEqualTo(rows);
        run("delete from typed");
        orm().entities(Typed.class).insertAll(rows);
        assertThat(orm().entities(Typed.class).findAll())
                .as("an ordinary insert")
                .usingRecursiveComparison()
                .isEqualTo(rows);
    }

    @Test
    void namesTheRowOfAValueWithoutAForm() throws SQLException {
        if (testDatabase().kind() == DatabaseKind.POSTGRES) {
            return;
        }
        BulkException refused = catchThrowableOfType(BulkException.class, () -> orm().bulk(Nan.class)
                .insert(LongStream.rangeClosed(1, 9_000).mapToObj(i -> new Nan(i, i == 8_765 ? Double.NaN : i))));
        assertThat(refused.row()).as("some were sent before it").hasValue(8_765);
        assertThat(refused).hasCauseInstanceOf(MappingException.class);
        assertThat(number("select count(*) from typed")).isZero();
        assertUsable(database());
    }

    @Test
    void namesTheRowOfANumberBeyondItsColumn() throws SQLException {
        Iterable<Wide> rows = () -> LongStream.rangeClosed(1, 500)
                .mapToObj(i -> new Wide(i, i == 321 ? 1L << 40 : i))
                .iterator();
        if (testDatabase().kind() == DatabaseKind.SQLITE) {
            assertThat(orm().bulk(Wide.class).insert(rows.iterator()).rows()).isEqualTo(500);
            assertThat(number("select middle from typed where id = 321")).isEqualTo(1L << 40);
            return;
        }
        BulkException refused = catchThrowableOfType(
                BulkException.class, () -> orm().bulk(Wide.class).insert(rows.iterator()));
        assertThat(refused.row()).hasValue(321);
        assertThat(refused).hasCauseInstanceOf(DataException.class).hasMessageContaining("range");
        assertThat(number("select count(*) from typed")).isZero();
        assertUsable(database());
    }

    /** More than a column of 32 bits holds. */
    @Table(name = "typed")
    record Wide(@Id long id, long middle) {}

    /** A number that may be none. */
    @Table(name = "typed")
    record Nan(@Id long id, double twice) {}

    /** One row. */
    @Table(name = "typed")
    record Plain(@Id long id, String words) {}

    /** Rows without an end, until somebody stops the load. */
    private void assertStopped(AtomicBoolean ended, Future<?> stopping) throws Exception {
        try {
            assertThatThrownBy(() -> orm().bulk(Plain.class)
                            .insert(LongStream.range(10, Long.MAX_VALUE).mapToObj(i -> new Plain(i, "row " + i))))
                    .isInstanceOf(StatementCancelledException.class);
        } finally {
            ended.set(true);
            Thread.interrupted();
        }
        stopping.get();
        assertThat(number("select count(*) from typed where id > 9")).isZero();
        assertThat(database().stats().isIdle()).isTrue();
    }

    @Test
    void leavesNothingWhenItIsCancelled() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        Future<?> cancelling = inBackground(() -> {
            while (!ended.get()) {
                database().executions().stream()
                        .filter(running -> running.sql().contains("typed")
                                && running.running().toMillis() > 0)
                        .forEach(running -> database().cancel(running.id()));
                Thread.onSpinWait();
            }
            return true;
        });
        assertStopped(ended, cancelling);
    }

    @Test
    void leavesNothingWhenItsThreadIsInterruptedFromOutside() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        Thread loading = Thread.currentThread();
        Future<?> interrupting = inBackground(() -> {
            while (database().executions().isEmpty() && !ended.get()) {
                Thread.onSpinWait();
            }
            loading.interrupt();
            return true;
        });
        assertStopped(ended, interrupting);
    }
}

package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cormorant.core.error.BulkException;
import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.StatementCancelledException;
import dev.cormorant.core.error.StatementException;
import dev.cormorant.sql.bulk.Bulk;
import dev.cormorant.sql.bulk.BulkOptions;
import dev.cormorant.testing.DatabaseKind;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Loads that fail: nothing of them stays, or what was committed on request, and the row that is at fault is named. */
public abstract class BulkFailureContract extends BulkTables {

    /** For subclasses of the driver modules. */
    protected BulkFailureContract() {}

    @Test
    void namesTheRowThatIsTwiceAndLeavesNothing() throws SQLException {
        bulkOfCities().insert(List.of(City.of("there")).iterator());
        BulkException failed = catchThrowableOfType(BulkException.class, () -> bulkOfCities()
                .insert(rows(MANY, i -> City.of(i == 6_789 ? "there" : "city " + i))));
        assertThat(failed.row()).hasValue(6_789);
        assertThat(failed.stayed()).isZero();
        assertThat(failed)
                .hasMessageContainingAll("row 6789", "nothing stays", database().label(), "city");
        assertThat(failed.getCause()).isInstanceOfSatisfying(ConstraintViolationException.class, why -> {
            assertThat(why.kind()).isEqualTo(ConstraintViolationException.Kind.UNIQUE);
            assertThat(why.constraint())
                    .hasValueSatisfying(name -> assertThat(name).contains("name"));
        });
        assertThat(count("city")).isEqualTo(1);
        assertThat(database().stats().isIdle()).isTrue();
    }

    @Test
    void namesARowWhoseValueIsTooLongOrMissing() throws SQLException {
        if (testDatabase().kind() != DatabaseKind.SQLITE) {
            BulkException tooLong = catchThrowableOfType(BulkException.class, () -> bulkOfCities()
                    .insert(rows(3_000, i -> City.of(i == 2_001 ? "x".repeat(101) : "city " + i))));
            assertThat(tooLong.row()).hasValue(2_001);
            assertThat(tooLong.getCause()).isInstanceOf(StatementException.class);
        }
        BulkException missing = catchThrowableOfType(BulkException.class, () -> orm().bulk(Stock.class)
                .insert(rows(10, i -> new Stock(none(i == 4), i, i))));
        assertThat(missing.row()).hasValue(4);
        assertThat(count("city") + count("stock")).isZero();
    }

    @Test
    void leavesNothingWhenTheSourceThrows() throws SQLException {
        IllegalStateException broken = new IllegalStateException("the file ends here");
        assertThatThrownBy(() -> bulkOfCities().insert(rows(MANY, i -> {
                    if (i == MANY - 5) {
                        throw broken;
                    }
                    return City.of("city " + i);
                })))
                .isSameAs(broken);
        assertThat(count("city")).isZero();
        assertThat(database().stats().isIdle()).isTrue();
    }

    @Test
    void belongsToARunningTransaction() throws SQLException {
        assertThatThrownBy(() -> orm().transaction(tx -> {
                    bulkOfCities().insert(cities(2_000));
                    assertThat(orm().entities(City.class).count()).isEqualTo(2_000);
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        assertThat(count("city")).isZero();
        orm().transaction(tx -> {
            bulkOfCities().insert(List.of(City.of("first")).iterator());
            assertThatExceptionOfType(BulkException.class)
                    .isThrownBy(() -> bulkOfCities().insert(rows(5, i -> City.of(i == 5 ? "first" : "c" + i))));
            bulkOfCities().insert(List.of(City.of("last")).iterator());
        });
        assertThat(orm().entities(City.class).findAll())
                .extracting(City::name)
                .as("what failed was undone alone")
                .containsExactlyInAnyOrder("first", "last");
    }

    @Test
    void commitsNowAndThenIfAskedAndSaysWhatStays() throws SQLException {
        Bulk<City> parts = bulkOfCities().with(BulkOptions.defaults().withCommitEvery(1_000));
        assertThat(parts.insert(cities(2_500)).rows()).isEqualTo(2_500);
        assertThat(count("city")).isEqualTo(2_500);
        run("delete from city");
        BulkException failed = catchThrowableOfType(
                BulkException.class,
                () -> parts.insert(rows(5_000, i -> City.of(i == 3_456 ? "city 1" : "city " + i))));
        assertThat(failed.row()).hasValue(3_456);
        assertThat(failed.stayed()).isEqualTo(3_000);
        assertThat(failed).hasMessageContaining("3000 rows stay");
        assertThat(count("city")).isEqualTo(3_000);
        assertThatThrownBy(() -> orm().transaction(tx -> {
                    parts.insert(cities(1));
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("commitEvery");
        BulkException early = catchThrowableOfType(
                BulkException.class,
                () -> parts.insert(rows(1_500, i -> {
                    if (i == 1_400) {
                        throw new IllegalStateException("torn");
                    }
                    return City.of("more " + i);
                })));
        assertThat(early.row()).isEmpty();
        assertThat(early.stayed()).isEqualTo(1_000);
        assertThat(early).hasMessageContaining("torn").hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void endsWithTheInterruptOfItsThread() throws SQLException {
        try {
            assertThatThrownBy(() -> bulkOfCities().insert(rows(MANY, i -> {
                        if (i == 7_000) {
                            Thread.currentThread().interrupt();
                        }
                        return City.of("city " + i);
                    })))
                    .isInstanceOf(StatementCancelledException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        assertThat(count("city")).isZero();
        assertThat(database().stats().isIdle()).isTrue();
    }

    @SuppressWarnings("NullAway") // the row that is at fault has no value
    private static String none(boolean missing) {
        return missing ? null : "shelf";
    }
}

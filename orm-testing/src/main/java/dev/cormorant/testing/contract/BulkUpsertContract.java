package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cormorant.core.error.BulkException;
import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.UnsupportedFeatureException;
import dev.cormorant.sql.bulk.BulkOptions;
import dev.cormorant.sql.entity.OnConflict;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Loading many rows of which some are there already. */
public abstract class BulkUpsertContract extends BulkTables {

    /** For subclasses of the driver modules. */
    protected BulkUpsertContract() {}

    private static City city(long id, String name, int population) {
        return new City(id, name, Optional.of(population), 0, null, null);
    }

    private City read(long id) {
        return orm().entities(City.class).find(id).orElseThrow();
    }

    private void assertNoStage() {
        assertThat(catchThrowable(() -> number("select count(*) from cormorant_stage")))
                .as("the temporary table is gone")
                .isNotNull();
        assertThat(database().stats().isIdle()).isTrue();
    }

    @Test
    void updatesWhatIsThereAndInsertsTheRest() throws SQLException {
        bulkOfCities().insert(rows(3_000, i -> city(i, "city " + i, 1)));
        City before = read(1);
        long done = bulkOfCities()
                .upsert(rows(6_000, i -> city(i, "city " + i, i % 2 == 0 ? 2 : 1)), OnConflict.UPDATE)
                .rows();
        assertThat(done).isEqualTo(6_000);
        assertThat(count("city")).isEqualTo(6_000);
        assertThat(read(2).population()).contains(2);
        assertThat(read(2).version()).isEqualTo(1);
        assertThat(read(1)).as("nothing to change").isEqualTo(before);
        assertThat(read(5_000).version()).isZero();
        assertNoStage();
    }

    @Test
    void leavesWhatIsThereIfAsked() throws SQLException {
        orm().bulk(Stock.class).insert(rows(10, i -> new Stock("s", i, 1)));
        orm().bulk(Stock.class).upsert(rows(20, i -> new Stock("s", i, 2)), OnConflict.IGNORE);
        assertThat(number("select sum(amount) from stock")).isEqualTo(10 + 20);
        orm().bulk(Stock.class).upsert(rows(20, i -> new Stock("s", i, 3)), OnConflict.REPLACE);
        assertThat(number("select sum(amount) from stock")).isEqualTo(60);
    }

    @Test
    void letsTheLastOfSeveralWithOneKeyCount() throws SQLException {
        orm().bulk(Stock.class).upsert(rows(9_000, i -> new Stock("s", i % 3, i)), OnConflict.UPDATE);
        assertThat(number("select sum(amount) from stock")).isEqualTo(9_000 + 8_999 + 8_998);
        assertThat(count("stock")).isEqualTo(3);
    }

    @Test
    void namesTheRowThatCannotGoInAndLeavesNothing() throws SQLException {
        bulkOfCities().insert(rows(10, i -> city(i, "city " + i, 1)));
        BulkException taken = catchThrowableOfType(BulkException.class, () -> bulkOfCities()
                .upsert(rows(2_000, i -> city(100 + i, i == 1_234 ? "city 7" : "new " + i, 1)), OnConflict.UPDATE));
        assertThat(taken.row()).hasValue(1_234);
        assertThat(taken.getCause()).isInstanceOf(ConstraintViolationException.class);
        assertThat(count("city")).isEqualTo(10);
        BulkException keyless = catchThrowableOfType(BulkException.class, () -> bulkOfCities()
                .upsert(List.of(city(1, "a", 1), City.of("b")).iterator(), OnConflict.UPDATE));
        assertThat(keyless.row()).hasValue(2);
        assertThat(keyless).hasMessageContaining("no key");
        assertThat(count("city")).isEqualTo(10);
        assertNoStage();
    }

    @Test
    void canBeDoneAgainInOneTransactionAfterAFailure() {
        orm().transaction(tx -> {
            bulkOfCities().upsert(List.of(city(1, "a", 1)).iterator(), OnConflict.UPDATE);
            assertThatExceptionOfType(BulkException.class).isThrownBy(() -> bulkOfCities()
                    .upsert(List.of(city(2, "b", 1), city(3, "a", 1)).iterator(), OnConflict.UPDATE));
            bulkOfCities().upsert(List.of(city(1, "c", 1)).iterator(), OnConflict.UPDATE);
        });
        assertThat(orm().entities(City.class).findAll()).extracting(City::name).containsExactly("c");
        assertNoStage();
    }

    @Test
    void refusesWhatItCannotGuard() {
        assertThatExceptionOfType(UnsupportedFeatureException.class)
                .isThrownBy(() -> orm().bulk(Circle.class)
                        .upsert(List.of(new Circle(1, 1)).iterator(), OnConflict.UPDATE))
                .withMessageContaining("upsertAll");
        assertThatExceptionOfType(UnsupportedFeatureException.class)
                .isThrownBy(() -> orm().bulk(Stock.class)
                        .upsert(List.of(new Stock("s", 1, 1)).iterator(), OnConflict.UPDATE_SAME_VERSION))
                .withMessageContaining("@Version");
        assertThatThrownBy(() -> bulkOfCities()
                        .with(BulkOptions.defaults().withCommitEvery(5))
                        .upsert(cities(1), OnConflict.UPDATE))
                .isInstanceOf(IllegalStateException.class);
    }
}

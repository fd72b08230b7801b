package dev.cormorant.testing.contract;

import static dev.cormorant.sql.entity.UpsertOutcome.INSERTED;
import static dev.cormorant.sql.entity.UpsertOutcome.UNCHANGED;
import static dev.cormorant.sql.entity.UpsertOutcome.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.UnsupportedFeatureException;
import dev.cormorant.sql.entity.Entities;
import dev.cormorant.sql.entity.OnConflict;
import dev.cormorant.sql.entity.UpsertOutcome;
import dev.cormorant.sql.entity.Upserted;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An upsert says the same on each database, and leaves one row whoever else is at it. */
public abstract class UpsertContract extends EntityTables {

    private static final int THREADS = 16;
    private static final int ROUNDS = Integer.getInteger("orm.test.repeats.upsert", 10);

    /** For subclasses of the driver modules. */
    protected UpsertContract() {}

    @BeforeEach
    final void noRows() throws SQLException {
        run("delete from city", "delete from stock", "delete from note");
        orm().entities(Order.class).deleteAll(orm().entities(Order.class).findAll());
    }

    private Entities<City> cities() {
        return orm().entities(City.class);
    }

    private static City city(long id, String name, int version) {
        return new City(id, name, Optional.empty(), version, null, null);
    }

    private City row() {
        return cities().find(1).orElseThrow();
    }

    @Test
    void insertsUpdatesAndLeavesAsItIs() {
        assertThat(cities().upsert(city(1, "Ulm", 0))).isEqualTo(INSERTED);
        City first = row();
        assertThat(cities().upsert(city(1, "Ulm", 0))).isEqualTo(UNCHANGED);
        assertThat(row())
                .as("neither version nor time of a row that holds the values")
                .isEqualTo(first);
        assertThat(cities().upsert(city(1, "Neu-Ulm", 0))).isEqualTo(UPDATED);
        City second = row();
        assertThat(second.name()).isEqualTo("Neu-Ulm");
        assertThat(second.version()).isEqualTo(1);
        assertThat(second.createdAt()).isEqualTo(first.createdAt());
        assertThat(second.updatedAt()).isAfter(first.updatedAt());
        City withPopulation = new City(1L, "Neu-Ulm", Optional.of(5), 0, null, null);
        assertThat(cities().upsert(withPopulation)).as("null to a value").isEqualTo(UPDATED);
        assertThat(cities().upsert(city(1, "Neu-Ulm", 0))).as("a value to null").isEqualTo(UPDATED);
    }

    @Test
    void ignoresReplacesAndLooksAtTheVersion() {
        assertThat(cities().upsert(city(1, "Ulm", 0), OnConflict.IGNORE)).isEqualTo(INSERTED);
        assertThat(cities().upsert(city(1, "Bonn", 0), OnConflict.IGNORE)).isEqualTo(UNCHANGED);
        City first = row();
        assertThat(first.name()).isEqualTo("Ulm");
        assertThat(cities().upsert(city(1, "Bonn", 0), OnConflict.REPLACE)).isEqualTo(UPDATED);
        assertThat(row().createdAt()).isAfter(first.createdAt());
        assertThat(row().version()).isEqualTo(1);
        assertThat(cities().upsert(city(1, "Köln", 0), OnConflict.UPDATE_SAME_VERSION))
                .isEqualTo(UNCHANGED);
        assertThat(row().name()).isEqualTo("Bonn");
        assertThat(cities().upsert(city(1, "Köln", 1), OnConflict.UPDATE_SAME_VERSION))
                .isEqualTo(UPDATED);
        assertThat(row().name()).isEqualTo("Köln");
        assertThat(row().version()).isEqualTo(2);
        assertThat(cities().upsert(city(2, "Wien", 7), OnConflict.UPDATE_SAME_VERSION))
                .isEqualTo(INSERTED);
        assertThatExceptionOfType(UnsupportedFeatureException.class).isThrownBy(() -> orm().entities(Stock.class)
                .upsert(new Stock("a", 1, 1), OnConflict.UPDATE_SAME_VERSION));
    }

    @Test
    void refusesARowThatSharesAnotherUniqueValue() {
        cities().upsert(city(1, "Ulm", 0));
        for (OnConflict mode : OnConflict.values()) {
            ConstraintViolationException refused = catchThrowableOfType(
                    ConstraintViolationException.class, () -> cities().upsert(city(2, "Ulm", 0), mode));
            assertThat(refused.kind()).as("%s", mode).isEqualTo(ConstraintViolationException.Kind.UNIQUE);
            assertThat(row().version()).isZero();
        }
        assertThat(cities().count()).isEqualTo(1);
        assertThatThrownBy(() -> cities().upsert(City.of("Wien"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavesRowsOfAnotherClassAlone() throws SQLException {
        run("delete from shape");
        Entities<Shape> shapes = orm().entities(Shape.class);
        assertThat(shapes.upsertAll(
                                List.of(new Circle(1, 1), new Square(2, 2), new Circle(1, 3), new Circle(1, 3)),
                                OnConflict.UPDATE)
                        .outcomes())
                .containsExactly(INSERTED, INSERTED, UPDATED, UNCHANGED);
        for (OnConflict mode : List.of(OnConflict.UPDATE, OnConflict.IGNORE, OnConflict.REPLACE)) {
            assertThatExceptionOfType(ConstraintViolationException.class)
                    .as("%s", mode)
                    .isThrownBy(() -> shapes.upsert(new Square(1, 9), mode));
        }
        assertThat(shapes.findAll()).containsExactly(new Circle(1, 3), new Square(2, 2));
    }

    @Test
    void knowsKeysOfSeveralColumnsAndVersionsThatAreTimes() {
        Entities<Stock> stocks = orm().entities(Stock.class);
        assertThat(stocks.upsert(new Stock("a", 1, 5))).isEqualTo(INSERTED);
        assertThat(stocks.upsert(new Stock("a", 2, 5))).isEqualTo(INSERTED);
        assertThat(stocks.upsert(new Stock("a", 1, 6))).isEqualTo(UPDATED);
        assertThat(stocks.upsert(new Stock("a", 1, 6))).isEqualTo(UNCHANGED);
        Entities<Order> orders = orm().entities(Order.class);
        Order order = orders.insert(Order.of("o", 1, (byte) 7));
        Instant first = Objects.requireNonNull(order.version());
        assertThat(orders.upsert(order)).isEqualTo(UNCHANGED);
        order.regroup(2);
        assertThat(orders.upsert(order, OnConflict.UPDATE_SAME_VERSION)).isEqualTo(UPDATED);
        assertThat(orders.upsert(order, OnConflict.UPDATE_SAME_VERSION)).isEqualTo(UNCHANGED);
        assertThat(orders.find("o").orElseThrow().version()).isAfter(first);
    }

    @Test
    void bringsBackWhatWasMarkedAsDeleted() {
        Entities<Note> notes = orm().entities(Note.class);
        notes.insert(Note.of(1, "one"));
        notes.deleteById(1);
        assertThat(notes.upsert(Note.of(1, "one"), OnConflict.IGNORE)).isEqualTo(UNCHANGED);
        assertThat(notes.find(1)).isEmpty();
        assertThat(notes.upsert(Note.of(1, "one"))).isEqualTo(UPDATED);
        assertThat(notes.find(1)).contains(Note.of(1, "one"));
    }

    @Test
    void saysWhatBecameOfEachOfAList() {
        cities().upsertAll(List.of(city(1, "a", 0), city(2, "b", 0)), OnConflict.UPDATE);
        Upserted upserted = cities().upsertAll(
                        List.of(city(1, "a", 0), city(2, "x", 0), city(3, "c", 0), city(3, "d", 0)), OnConflict.UPDATE);
        assertThat(upserted.outcomes()).containsExactly(UNCHANGED, UPDATED, INSERTED, UPDATED);
        assertThat(upserted.inserted()).isEqualTo(1);
        assertThat(upserted.updated()).isEqualTo(2);
        assertThat(upserted.unchanged()).isEqualTo(1);
        assertThatThrownBy(() -> cities().upsertAll(List.of(city(8, "y", 0), city(9, "a", 0)), OnConflict.UPDATE))
                .isInstanceOf(ConstraintViolationException.class);
        assertThat(cities().count()).as("all of a list or none").isEqualTo(3);
    }

    @Test
    void leavesOneRowWhenManyThreadsUpsertOneKey() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            long id = round;
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<UpsertOutcome>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String name = "round " + round + " thread " + i;
                all.add(inBackground(() -> {
                    start.await();
                    return cities().upsert(city(id, name, 0));
                }));
            }
            List<UpsertOutcome> outcomes = new ArrayList<>();
            for (Future<UpsertOutcome> one : all) {
                outcomes.add(one.get());
            }
            assertThat(outcomes).containsOnlyOnce(INSERTED).hasSize(THREADS).doesNotContain(UNCHANGED);
            assertThat(cities().find(id).orElseThrow().version()).isEqualTo(THREADS - 1);
        }
        assertThat(cities().count()).isEqualTo(ROUNDS);
    }
}

package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cormorant.core.error.ConflictException;
import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.StaleEntityException;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.entity.Entities;
import dev.cormorant.sql.entity.EntityModel;
import dev.cormorant.sql.entity.EntityOptions;
import dev.cormorant.sql.entity.QueryHook;
import dev.cormorant.sql.entity.QueryKind;
import dev.cormorant.testing.DatabaseKind;
import jakarta.data.repository.BasicRepository;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists of entities, and writes that meet those of others. */
public abstract class EntityWriteContract extends EntityTables {

    private static final int MANY = 700;

    /** For subclasses of the driver modules. */
    protected EntityWriteContract() {}

    @BeforeEach
    final void noRows() throws SQLException {
        run("delete from city", "delete from stock", "delete from note");
    }

    private Entities<City> cities() {
        return orm().entities(City.class);
    }

    private long statements() {
        return database().stats().executions().started();
    }

    @Test
    void givesKeysInTheOrderOfTheList() throws SQLException {
        List<City> many =
                IntStream.range(0, MANY).mapToObj(i -> City.of("city " + i)).toList();
        List<City> inserted = cities().insertAll(many);
        assertThat(inserted)
                .extracting(City::name)
                .isEqualTo(many.stream().map(City::name).toList());
        assertThat(cities().findAll(inserted.stream().map(EntityTables::key).toList()))
                .as("each key belongs to its name, whichever order they are asked for in")
                .isEqualTo(inserted);
        assertThat(number("select count(*) from city")).isEqualTo(MANY);
    }

    @Test
    void sendsManyRowsInFewStatements() {
        long before = statements();
        cities().insertAll(
                        IntStream.range(0, 256).mapToObj(i -> City.of("a" + i)).toList());
        long more = testDatabase().kind() == DatabaseKind.SQLITE ? 256 : 1;
        // The transaction around them begins, and it commits.
        assertThat(statements() - before).isBetween(more, more + 2);
        List<Stock> stocks =
                IntStream.range(0, 256).mapToObj(i -> new Stock("a", i, i)).toList();
        long between = statements();
        orm().entities(Stock.class).insertAll(stocks);
        assertThat(statements() - between).isBetween(1L, 3L);
    }

    @Test
    void readsTheChildrenOfManyParentsInOneStatement() {
        List<City> parents = cities().insertAll(
                        IntStream.range(0, 100).mapToObj(i -> City.of("p" + i)).toList());
        List<Stock> children = parents.stream()
                .limit(99)
                .flatMap(parent ->
                        IntStream.range(0, 10).mapToObj(i -> new Stock(parent.name() + "-" + i, i, key(parent))))
                .toList();
        orm().entities(Stock.class).insertAll(children);
        long before = statements();
        List<City> read = cities().findAll();
        Map<Long, List<Stock>> byParent = orm().entities(Stock.class)
                .findAllBy("amount", read.stream().map(EntityTables::key).toList());
        assertThat(statements() - before).isEqualTo(2);
        assertThat(byParent.keySet())
                .containsExactlyElementsOf(read.stream().map(EntityTables::key).toList());
        byParent.forEach((parent, own) -> assertThat(own)
                .hasSize(parent.equals(key(read.get(99))) ? 0 : 10)
                .allMatch(child -> child.amount() == parent));
        assertThatThrownBy(() -> orm().entities(Stock.class).findAllBy("amount", List.of("1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> orm().entities(Stock.class).findAllBy("amuont", List.of(1L)))
                .hasMessageContainingAll("amuont", "amount");
    }

    @Test
    void splitsManyValuesAtWhatAStatementMayHold() {
        List<City> some = cities().insertAll(List.of(City.of("first"), City.of("last")));
        long first = key(some.get(0));
        long last = key(some.get(1));
        List<Long> many = Stream.concat(
                        Stream.concat(
                                Stream.of(first),
                                LongStream.range(1_000_000, 1_020_000).boxed()),
                        Stream.of(last))
                .toList();
        long before = statements();
        assertThat(cities().findAll(many)).isEqualTo(some);
        assertThat(statements() - before).isEqualTo(2);
    }

    @Test
    void mixesKeysThatAreThereWithKeysThatAreMade() {
        List<City> inserted = cities().insertAll(List.of(
                City.of("a"), new City(90_000L, "b", Optional.empty(), 0, null, null), City.of("c"), City.of("d")));
        assertThat(inserted).extracting(City::name).containsExactly("a", "b", "c", "d");
        assertThat(inserted.get(1).id()).isEqualTo(90_000);
        assertThat(cities().findAll()).containsExactlyInAnyOrderElementsOf(inserted);
    }

    @Test
    void splitsRowsThatAreLongerThanAPacket() throws SQLException {
        run("delete from " + orders());
        byte[] large = new byte[1_900];
        List<Order> many = IntStream.range(0, MANY)
                .mapToObj(i -> Order.of("o" + i, i, large))
                .toList();
        assertThat(orm().entities(Order.class).insertAll(many)).isEqualTo(many);
        assertThat(orm().entities(Order.class).count()).isEqualTo(MANY);
    }

    private String orders() {
        return testDatabase().kind() == DatabaseKind.POSTGRES ? "\"order\"" : "`order`";
    }

    @Test
    void insertsAllOrNone() {
        List<City> twice = List.of(City.of("a"), City.of("b"), City.of("a"));
        assertThatExceptionOfType(ConstraintViolationException.class).isThrownBy(() -> cities().insertAll(twice));
        assertThat(cities().count()).isZero();
        assertThat(cities().insertAll(List.of())).isEmpty();
    }

    @Test
    void updatesAndDeletesAllOrNone() {
        List<City> inserted = cities().insertAll(
                        IntStream.range(0, 20).mapToObj(i -> City.of("c" + i)).toList());
        List<City> renamed = cities().updateAll(inserted.stream()
                .map(city -> city.named(city.name() + "x"))
                .toList());
        assertThat(renamed).allMatch(city -> city.version() == 1);
        assertThat(cities().findAll()).isEqualTo(renamed);
        List<City> oneIsOld = Stream.concat(renamed.stream().limit(3), Stream.of(inserted.get(10)))
                .toList();
        assertThatExceptionOfType(StaleEntityException.class).isThrownBy(() -> cities().updateAll(oneIsOld));
        assertThatExceptionOfType(StaleEntityException.class).isThrownBy(() -> cities().deleteAll(oneIsOld));
        assertThat(cities().findAll()).isEqualTo(renamed);
        cities().deleteAll(renamed);
        assertThat(cities().count()).isZero();
    }

    @Test
    void tellsWhichRowWasChangedBySomebodyElse() {
        City first = cities().insert(City.of("Ulm"));
        City second = cities().update(first.named("Neu-Ulm"));
        StaleEntityException stale =
                catchThrowableOfType(StaleEntityException.class, () -> cities().update(first.named("Bonn")));
        assertThat(stale.table()).isEqualTo("city");
        assertThat(stale.key()).isEqualTo(String.valueOf(first.id()));
        assertThat(stale.expectedVersion()).contains("0");
        assertThat(stale.foundVersion()).contains("1");
        assertThat(stale)
                .hasMessageContainingAll(
                        "city",
                        stale.key(),
                        "version 0",
                        "version 1",
                        database().label());
        assertThat(stale).isInstanceOf(ConflictException.class);
        assertThat(stale.isRetryable()).isTrue();
        assertThatThrownBy(() -> cities().delete(first)).isInstanceOf(StaleEntityException.class);
        cities().delete(second);
        StaleEntityException gone = catchThrowableOfType(StaleEntityException.class, () -> cities().update(second));
        assertThat(gone.foundVersion()).isEmpty();
        assertThat(gone).hasMessageContaining("is gone");
    }

    @Test
    void updatesWhatDiffersAndSendsNothingIfNothingDoes() throws SQLException {
        City ulm = cities().insert(City.of("Ulm"));
        long before = statements();
        assertThat(cities().updateChanged(ulm, ulm.named("Ulm"))).isEqualTo(ulm);
        assertThat(statements()).isEqualTo(before);
        run("update city set population = 5 where id = " + ulm.id());
        City renamed = cities().updateChanged(ulm, ulm.named("Neu-Ulm"));
        City read = cities().find(key(ulm)).orElseThrow();
        assertThat(read.name()).isEqualTo("Neu-Ulm");
        assertThat(read.population())
                .as("a column that did not change was not written")
                .contains(5);
        assertThat(read.version()).isEqualTo(renamed.version()).isEqualTo(1);
        assertThatThrownBy(() -> cities().updateChanged(ulm, City.of("x"))).hasMessageContaining("key");
    }

    @Test
    void letsOneOfManyWin() throws InterruptedException {
        City ulm = cities().insert(City.of("Ulm"));
        List<Future<City>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String name = "n" + i;
            all.add(inBackground(() -> cities().update(ulm.named(name))));
        }
        int won = 0;
        for (Future<City> one : all) {
            try {
                won += one.get().version();
            } catch (ExecutionException lost) {
                assertThat(lost.getCause()).isInstanceOf(StaleEntityException.class);
            }
        }
        assertThat(won).isEqualTo(1);
    }

    @Test
    void belongsToTheTransactionOfItsThread() {
        assertThatThrownBy(() -> orm().transaction(tx -> {
                    cities().insert(City.of("a"));
                    cities().insertAll(List.of(City.of("b"), City.of("c")));
                    assertThat(cities().count()).isEqualTo(3);
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        assertThat(cities().count()).isZero();
    }

    /** Cities, saved. */
    interface Cities extends BasicRepository<City, Long> {}

    /** Counts the inserts that are tried. */
    private record Counting(AtomicInteger inserts) implements QueryHook {
        @Override
        public <E> E beforeWrite(QueryKind kind, EntityModel<E> model, E entity) {
            inserts.addAndGet(kind == QueryKind.INSERT ? 1 : 0);
            return entity;
        }
    }

    @Test
    void savesOnceWhatSharesAnotherUniqueValue() {
        Counting counting = new Counting(new AtomicInteger());
        Cities saved = Orm.over(database(), EntityOptions.defaults().withHook(counting))
                .repository(Cities.class);
        City ulm = saved.save(City.of("Ulm"));
        assertThat(saved.save(ulm).version()).isEqualTo(1);
        assertThatThrownBy(() -> saved.save(City.of("Ulm"))).hasCauseInstanceOf(ConstraintViolationException.class);
        City other = new City(key(ulm) + 1, "Ulm", Optional.empty(), 0, null, null);
        assertThatThrownBy(() -> saved.save(other)).hasCauseInstanceOf(ConstraintViolationException.class);
        assertThat(counting.inserts()).hasValue(3);
        assertThat(cities().count()).isEqualTo(1);
    }
}

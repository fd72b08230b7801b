package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.core.error.StaleEntityException;
import dev.cormorant.sql.cursor.Cursor;
import dev.cormorant.sql.entity.Filter;
import dev.cormorant.sql.entity.UpsertOutcome;
import dev.cormorant.sql.entity.Upserted;
import jakarta.data.Limit;
import jakarta.data.Order;
import jakarta.data.Sort;
import jakarta.data.exceptions.EmptyResultException;
import jakarta.data.exceptions.EntityExistsException;
import jakarta.data.exceptions.NonUniqueResultException;
import jakarta.data.exceptions.OptimisticLockingFailureException;
import jakarta.data.page.Page;
import jakarta.data.page.PageRequest;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Repositories mean the same on every database. */
public abstract class RepositoryContract extends RepositoryTables {

    private static final Town BERLIN = Town.of(1, "Berlin", "DE", 34, Size.LARGE);
    private static final Town ULM = Town.of(2, "Ulm", "DE", 478, Size.SMALL);
    private static final Town BONN = Town.of(3, "Bonn", "DE", null, Size.SMALL);
    private static final Town LYON = Town.of(4, "Lyon", "FR", 173, null);
    private static final Town BRASS = Town.of(5, "50%_[*]", "FR", 12, Size.LARGE);

    private Towns towns;
    private Mixed mixed;

    /** For subclasses of the driver modules. */
    protected RepositoryContract() {}

    @BeforeEach
    final void fiveTowns() throws Exception {
        run("delete from town", "delete from memo", "delete from seat");
        towns = orm().repository(Towns.class);
        mixed = orm().repository(Mixed.class);
        towns.insertAll(List.of(BERLIN, ULM, BONN, LYON, BRASS));
    }

    @Test
    void findsByTheNamesOfParametersAndOfMethods() {
        assertThat(towns.in("DE", Order.by(Sort.desc("name")))).containsExactly(ULM, BONN, BERLIN);
        assertThat(towns.in("DE", Order.by())).hasSize(3);
        assertThat(towns.withHeight(34)).containsExactly(BERLIN);
        assertThat(towns.withHeight(null)).containsExactly(BONN);
        assertThat(towns.findByHeightNot(null)).hasSize(4);
        assertThat(towns.findByNameIn(Set.of("Ulm", "Lyon", "Rome"))).containsExactlyInAnyOrder(ULM, LYON);
        assertThat(towns.findByNameIn(List.of())).isEmpty();
        assertThat(towns.findFirstByCountryOrderByHeightDescIdAsc("DE")).contains(ULM);
        assertThat(towns.findFirstByCountryOrderByHeightDescIdAsc("IT")).isEmpty();
        assertThat(towns.existsByCountry("FR")).isTrue();
        assertThat(towns.existsByCountry("IT")).isFalse();
        assertThat(towns.countByHeightNull()).isOne();
        assertThat(towns.some("DE", Limit.range(2, 3))).containsExactly(ULM, BONN);
        assertThat(towns.namesIn("FR")).containsExactly("50%_[*]", "Lyon");
        assertThat(towns.deleteByCountry("FR")).isEqualTo(2);
        assertThat(towns.findAll()).hasSize(3);
    }

    @Test
    void comparesTextsByTheirLettersAndNothingElse() {
        assertThat(towns.findByNameContains("n")).containsExactly(BERLIN, BONN, LYON);
        assertThat(towns.findByNameContains("N")).isEmpty();
        assertThat(towns.findByNameContains("%_")).containsExactly(BRASS);
        assertThat(towns.findByNameContains("[*]")).containsExactly(BRASS);
        assertThat(towns.findByNameLike("B%n")).containsExactlyInAnyOrder(BERLIN, BONN);
        assertThat(towns.findByNameLike("_onn")).containsExactly(BONN);
        assertThat(towns.findByNameLike("b%")).isEmpty();
        assertThat(towns.findByNameLike("%[*]")).containsExactly(BRASS);
        assertThat(towns.findByNameIgnoreCaseStartsWithOrderByNameDesc("bO")).containsExactly(BONN);
    }

    @Test
    void savesOneRowOfManyThatAreNewAtOnce() throws Exception {
        for (int round = 10; round < 20; round++) {
            Memo memo = new Memo(round, "b", false);
            CyclicBarrier start = new CyclicBarrier(4);
            List<Future<Memo>> saves = Stream.generate(() -> inBackground(() -> {
                        start.await(10, TimeUnit.SECONDS);
                        return mixed.save(memo);
                    }))
                    .limit(4)
                    .toList();
            for (Future<Memo> save : saves) {
                assertThat(Workers.result(save)).isEqualTo(memo);
            }
        }
        assertThat(outside("select count(*) from memo")).isEqualTo(10);
    }

    @Test
    void takesNullForTheSmallest() {
        assertThat(towns.byHeight()).containsExactly(BONN, BRASS, BERLIN, LYON, ULM);
        assertThat(towns.heights("DE")).containsExactly(34, 478, null);
    }

    @Test
    void reckonsAsJavaDoes() {
        assertThat(towns.computed(80, 17)).containsExactly(BERLIN);
        assertThat(towns.computed(87, 17)).isEmpty();
        assertThat(towns.functions("LYyon", 3)).containsExactly("Lyon");
        assertThat(towns.functions("LYlyon", 9)).containsExactly("Lyon");
        assertThat(towns.functions("LY", 0)).containsExactly("Lyon");
        assertThat(towns.countAbove(2)).isEqualTo(3);
    }

    @Test
    void changesManyRowsAndTheirVersions() {
        assertThat(towns.raise(6, "FR")).isEqualTo(2);
        assertThat(towns.findById(4L)).contains(new Town(4, "Lyon", "FR", 179, Size.LARGE, 1));
        assertThatExceptionOfType(OptimisticLockingFailureException.class)
                .isThrownBy(() -> towns.update(LYON))
                .withCauseInstanceOf(StaleEntityException.class);
        assertThat(towns.keep(Set.of("Ulm"), "DE")).isEqualTo(2);
        assertThat(towns.in("DE", Order.by())).containsExactly(ULM);
    }

    @Test
    void writesOneAndManyOfSeveralEntities() {
        Town[] added = mixed.add(Town.of(8, "Rome", "IT", 21, null), Town.of(7, "Bari", "IT", 5, null));
        assertThat(added).extracting(Town::id).containsExactly(8L, 7L);
        List<Town> changed = mixed.change(List.of(added[1], added[0]));
        assertThat(changed).extracting(Town::version).containsExactly(1, 1);
        assertThat(towns.saveAll(List.of(changed.get(0), Town.of(9, "Pisa", "IT", 4, null))))
                .extracting(Town::version)
                .containsExactly(2, 0);
        assertThatExceptionOfType(EntityExistsException.class).isThrownBy(() -> mixed.add(added));
        assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> towns.delete(added[0]));
        towns.deleteById(8L);
        assertThat(towns.findById(8L)).isEmpty();
        assertThat(towns.insertAll(List.of())).isEmpty();
    }

    @Test
    void upserts() {
        assertThat(mixed.put(ULM)).isEqualTo(UpsertOutcome.UNCHANGED);
        assertThat(mixed.put(Town.of(2, "Neu-Ulm", "DE", 478, Size.SMALL))).isEqualTo(UpsertOutcome.UPDATED);
        assertThat(towns.findByName("Neu-Ulm").version()).isOne();
        Upserted offered = mixed.offer(List.of(ULM, Town.of(6, "Rome", "IT", 21, null)));
        assertThat(offered.outcomes()).containsExactly(UpsertOutcome.UNCHANGED, UpsertOutcome.INSERTED);
        assertThat(towns.findByName("Neu-Ulm").id()).isEqualTo(2);
    }

    @Test
    void marksWhatIsDeletedOnEveryPath() {
        mixed.add(new Memo(1, "a", false));
        mixed.save(new Memo(2, "b", false));
        mixed.save(new Memo(3, "b", false));
        mixed.remove(new Memo(1, "a", false));
        assertThat(mixed.clear("a")).isZero();
        assertThat(mixed.clear("b")).isEqualTo(2);
        assertThat(mixed.memos()).isEmpty();
        assertThat(mixed.write("c")).isZero();
        assertThat(orm().entities(Memo.class).withDeleted().findAll())
                .containsExactly(new Memo(1, "a", true), new Memo(2, "b", true), new Memo(3, "b", true));
    }

    @Test
    void knowsKeysOfSeveralColumns() {
        Seats seats = orm().repository(Seats.class);
        seats.insertAll(List.of(new Seat("A", 1, "Ann"), new Seat("A", 2, null), new Seat("B", 1, null)));
        assertThat(seats.findById(new SeatKey("A", 2))).contains(new Seat("A", 2, null));
        assertThat(seats.pages(PageRequest.ofSize(2)).content())
                .containsExactly(new Seat("A", 1, "Ann"), new Seat("A", 2, null));
        seats.deleteById(new SeatKey("A", 1));
        assertThat(seats.findAll()).hasSize(2);
    }

    @Test
    void countsPagesOnlyWhenAskedAndNeeded() {
        long before = orm().stats().executions().started();
        Page<Town> first = towns.page("DE", PageRequest.ofSize(2));
        assertThat(first.content()).containsExactly(BERLIN, BONN);
        assertThat(first.totalElements()).isEqualTo(3);
        assertThat(first.totalPages()).isEqualTo(2);
        assertThat(orm().stats().executions().started() - before).isEqualTo(2);
        Page<Town> second = towns.page("DE", first.nextPageRequest());
        assertThat(second.content()).containsExactly(ULM);
        assertThat(second.hasNext()).isFalse();
        assertThat(second.totalElements()).isEqualTo(3);
        assertThat(orm().stats().executions().started() - before).isEqualTo(3);
        Page<Town> uncounted = towns.page("DE", PageRequest.ofSize(1).withoutTotal());
        assertThat(uncounted.hasNext()).isTrue();
        assertThat(uncounted.hasTotals()).isFalse();
        assertThatThrownBy(uncounted::totalElements).isInstanceOf(IllegalStateException.class);
        assertThat(towns.page("DE", PageRequest.ofPage(9).size(2)).totalElements())
                .isEqualTo(3);
    }

    @Test
    void throwsTheExceptionsOfTheStandard() {
        assertThatExceptionOfType(EmptyResultException.class).isThrownBy(() -> towns.findByName("Rome"));
        towns.insert(Town.of(6, "Ulm", "US", 1, null));
        assertThatExceptionOfType(NonUniqueResultException.class).isThrownBy(() -> towns.findByName("Ulm"));
        assertThatExceptionOfType(EntityExistsException.class).isThrownBy(() -> towns.insert(ULM));
        assertThatThrownBy(() -> towns.in("DE", Order.by(Sort.asc("mayor"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Town has no attribute mayor");
    }

    @Test
    void joinsTheTransactionOfTheThread() {
        assertThatThrownBy(() -> orm().transaction(transaction -> {
                    towns.deleteByCountry("DE");
                    assertThat(towns.findAll()).hasSize(2);
                    throw new IllegalStateException("back");
                }))
                .hasMessage("back");
        assertThat(towns.findAll()).hasSize(5);
    }

    @Test
    void aStreamThatNobodyClosesHoldsNothing() {
        Stream<Town> unclosed = towns.findAll();
        assertThat(unclosed.findFirst()).isPresent();
        Stream<Town> unread = towns.findByNameIn(Set.of("Ulm"));
        assertThat(orm().stats().isIdle()).isTrue();
        assertThat(unread).hasSize(1);
    }

    @Test
    void givesOurCursor() {
        try (Cursor<Town> open = towns.open("DE")) {
            assertThat(orm().stats().isIdle()).isFalse();
            assertThat(open.next()).isTrue();
            assertThat(open.row()).isEqualTo(BERLIN);
        }
        assertThat(orm().stats().isIdle()).isTrue();
    }

    @Test
    void filtersByWhatTheEntityOffers() {
        Filter tall = Filter.between("height", 30, 500L);
        assertThat(towns.search("DE", tall)).containsExactly(BERLIN, ULM);
        assertThat(towns.search("DE", Filter.and(tall, Filter.startsWith("name", "U"))))
                .containsExactly(ULM);
        assertThat(towns.search("DE", Filter.and(tall, Filter.startsWith("name", "B"))))
                .containsExactly(BERLIN);
        assertThat(towns.search("FR", Filter.or(Filter.contains("name", "%_"), Filter.isNull("size"))))
                .containsExactly(LYON, BRASS);
        assertThat(towns.search("DE", Filter.in("size", List.of("SMALL")))).containsExactly(ULM, BONN);
        assertThat(towns.search("DE", Filter.in("size", List.of()))).isEmpty();
        assertThat(towns.search("DE", new Filter.Not(Filter.exists("height")))).containsExactly(BONN);
        assertThat(towns.search("DE", Filter.ALL)).hasSize(3);
        Page<Town> page = towns.search(Filter.exists("height"), PageRequest.ofSize(3), Order.by(Sort.asc("height")));
        assertThat(page.content()).containsExactly(BRASS, BERLIN, LYON);
        assertThat(page.totalElements()).isEqualTo(4);
    }

    @Test
    void refusesFiltersBeyondThat() {
        refused(
                Filter.equal("country", "DE"),
                "the filter names country, which Town does not offer; it offers name, height");
        refused(Filter.equal("name = name or 1", 1), "which Town does not offer");
        refused(
                Filter.equal("height", "1 or 1 = 1"),
                "compares height, which is a Integer, with a String that is none");
        refused(Filter.equal("size", "HUGE"), "compares size, which is a Size, with a String");
        refused(Filter.contains("height", "1"), "compares height");
        Filter many = new Filter.All(Collections.nCopies(Filter.MOST_NODES, Filter.exists("name")));
        refused(many, "the filter has more than 100 nodes");
        refused(Filter.in("height", Collections.nCopies(1_001, 1)), "a list of 1001 values, and there may be 1000");
        List<Filter> most = Collections.nCopies(Filter.MOST_NODES - 1, Filter.equal("name", "Ulm"));
        assertThat(towns.search("DE", new Filter.All(most))).containsExactly(ULM);
    }

    private void refused(Filter filter, String message) {
        assertThatThrownBy(() -> towns.search("DE", filter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void runsTheSqlOfTheDatabase() {
        assertThat(towns.labels("DE", List.of("Bonn", "Ulm")))
                .containsExactly(new Label("Ulm", 478), new Label("Bonn", null));
        assertThat(towns.setHeight(3, 60)).isTrue();
        assertThat(towns.setHeight(99, 60)).isFalse();
        assertThat(towns.highest("DE")).contains(478);
        assertThat(towns.highest("IT")).isEmpty();
    }
}

package dev.cormorant.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.MappingException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BatchTest extends OrmTestBase {

    private static final String INSERT = "insert into city values (?, ?, ?, ?)";

    private static Stream<Object[]> rows(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(id -> new Object[] {id, "city " + id, "ZZ", id * 10L});
    }

    private long count() {
        return orm.fetchSingle(Sql.of("select count(*) from city"), Long.class) - CITIES;
    }

    @Test
    void sendsRowsInBatchesAndTells() {
        List<Long> told = new ArrayList<>();
        BatchResult result = orm.executeBatch(
                INSERT, rows(10, 34), BatchOptions.defaults().withSize(10).withProgress(told::add));
        assertThat(result).isEqualTo(new BatchResult(25, OptionalLong.of(25)));
        assertThat(told).containsExactly(10L, 20L, 25L);
        assertThat(count()).isEqualTo(25);
    }

    @Test
    void takesAnIterator() {
        assertThat(orm.executeBatch(INSERT, rows(10, 12).iterator()).rows()).isEqualTo(3);
        assertThat(orm.executeBatch(INSERT, rows(1, 0).iterator()).rows()).isZero();
    }

    @Test
    void pullsNoMoreThanABatchAhead() {
        AtomicInteger pulled = new AtomicInteger();
        List<Integer> ahead = new ArrayList<>();
        orm.executeBatch(
                INSERT,
                Stream.of(0).flatMap(x -> rows(10, 1_009)).peek(row -> pulled.incrementAndGet()),
                BatchOptions.defaults().withSize(100).withProgress(sent -> ahead.add((int) (pulled.get() - sent))));
        assertThat(ahead).hasSize(10).containsOnly(0);
    }

    @Test
    void leavesNothingBehindWhenARowIsRefused() {
        Stream<Object[]> rows = Stream.concat(rows(10, 29), Stream.<Object[]>of(new Object[] {15, "twice", "ZZ", 1}));
        assertThatThrownBy(() ->
                        orm.executeBatch(INSERT, rows, BatchOptions.defaults().withSize(10)))
                .isInstanceOf(ConstraintViolationException.class)
                .hasMessageContaining("rows 21 to 21")
                .hasMessageNotContaining("twice");
        assertThat(count()).isZero();
    }

    @Test
    void isASavepointOfTheRunningTransaction() {
        orm.transaction(transaction -> {
            orm.executeBatch(INSERT, rows(10, 12));
            assertThatThrownBy(() -> orm.executeBatch(INSERT, rows(12, 14)))
                    .isInstanceOf(ConstraintViolationException.class);
            assertThat(count()).isEqualTo(3);
        });
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void refusesRowsThatDoNotFit() {
        assertThatThrownBy(() -> orm.executeBatch(
                        INSERT, Stream.of(new Object[] {10, "a", "ZZ", 1}, new Object[] {11, "b", "ZZ"})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 2 has 3 values")
                .hasMessageContaining("4 parameters");
        assertThatThrownBy(() -> orm.executeBatch("insert into city (id) values (:id)", rows(10, 11)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the parameters id")
                .hasMessageContaining("write ?");
        assertThatThrownBy(() -> orm.executeBatch(
                        INSERT, Stream.<Object[]>of(new Object[] {10, Thread.currentThread(), "ZZ", 1})))
                .isInstanceOf(MappingException.class);
        assertThatThrownBy(() -> BatchOptions.defaults().withSize(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 100,000");
        assertThat(count()).isZero();
    }
}

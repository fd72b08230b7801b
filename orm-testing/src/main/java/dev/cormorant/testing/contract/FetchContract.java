package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.error.ReadOnlyException;
import dev.cormorant.core.error.SyntaxException;
import dev.cormorant.core.error.TooManyRowsException;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading into lists and writing through the facade, in plain SQL and in jOOQ, inside transactions and outside. */
public abstract class FetchContract extends OrmContract {

    private static final Table<?> BIRD = table(name("bird"));
    private static final Field<Long> ID = field(name("id"), Long.class);
    private static final Field<String> NAME = field(name("name"), String.class);
    private static final Sql COUNT = Sql.of("select count(*) from bird");

    /** For subclasses of the driver modules. */
    protected FetchContract() {}

    /**
     * A row of the table.
     *
     * @param id the key
     * @param name the name
     * @param length in centimetres; null if unknown
     */
    record Bird(long id, String name, @Nullable Integer length) {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(connection, "create table bird (id bigint primary key, name varchar(50) not null, length int)");
    }

    @BeforeEach
    final void threeBirds() throws SQLException {
        run("delete from bird", "insert into bird values (1, 'cormorant', 90), (2, 'shag', 75), (3, 'darter', null)");
    }

    @Test
    void readsRecordsInTheOrderOfTheQuery() {
        List<Bird> birds = orm().fetch(Sql.of("select length, name, id from bird order by id desc"), Bird.class);
        assertThat(birds)
                .containsExactly(new Bird(3, "darter", null), new Bird(2, "shag", 75), new Bird(1, "cormorant", 90));
    }

    @Test
    void bindsNamedValuesAndCollections() {
        Sql query = Sql.of("select name from bird where id in (:ids) and name <> :name order by id")
                .bind("ids", List.of(1, 2, 3))
                .bind("name", "shag");
        assertThat(orm().fetch(query, String.class)).containsExactly("cormorant", "darter");
        assertThat(orm().fetch(query.bind("name", "x' or '1' = '1"), String.class))
                .hasSize(3);
    }

    @Test
    void readsNoneOneOrExactlyOneRow() {
        Sql byId = Sql.of("select * from bird where id = :id");
        assertThat(orm().fetchOne(byId.bind("id", 2), Bird.class)).contains(new Bird(2, "shag", 75));
        assertThat(orm().fetchOne(byId.bind("id", 9), Bird.class)).isEmpty();
        assertThat(orm().fetchSingle(COUNT, Long.class)).isEqualTo(3);
        assertThat(orm().fetch(byId.bind("id", 9), Bird.class)).isEmpty();
        assertThatThrownBy(() -> orm().fetchSingle(byId.bind("id", 9), Bird.class))
                .hasMessageContaining(database().label());
        assertThatThrownBy(() -> orm().fetchOne(Sql.of("select * from bird"), Bird.class))
                .hasMessageContaining(database().label());
    }

    @Test
    void readsThroughJooq() {
        assertThat(orm().sql().select(NAME).from(BIRD).orderBy(ID).fetch(NAME))
                .containsExactly("cormorant", "shag", "darter");
        assertThat(orm().fetch(orm().sql().selectFrom(BIRD).where(ID.eq(1L)), Bird.class))
                .containsExactly(new Bird(1, "cormorant", 90));
        assertThat(orm().sql().insertInto(BIRD, ID, NAME).values(4L, "pelican").execute())
                .isEqualTo(1);
        assertThat(orm().fetchSingle(COUNT, Long.class)).isEqualTo(4);
        assertThatExceptionOfType(ConstraintViolationException.class).isThrownBy(() -> orm().sql()
                .insertInto(BIRD, ID, NAME)
                .values(1L, "twice")
                .execute());
    }

    @Test
    void countsWhatItWrote() {
        assertThat(orm().execute(Sql.of("update bird set length = :l where id <= 2")
                        .bind("l", 80)))
                .isEqualTo(2);
        assertThat(orm().execute(Sql.of("delete from bird where id = ?", 99))).isZero();
    }

    @Test
    void writesABatchWholeOrNotAtAll() throws SQLException {
        List<@Nullable Object[]> rows = IntStream.rangeClosed(100, 2_600)
                .mapToObj(id -> new @Nullable Object[] {(long) id, "bird " + id, null})
                .toList();
        String insert = "insert into bird (id, name, length) values (?, ?, ?)";
        assertThat(orm().executeBatch(insert, rows.iterator()).rows()).isEqualTo(rows.size());
        assertThat(outside("select count(*) from bird")).isEqualTo(rows.size() + 3);
        List<@Nullable Object[]> again = IntStream.rangeClosed(1, 2_000)
                .mapToObj(id -> new @Nullable Object[] {10_000L - 5L * id, "again", null})
                .toList();
        assertThatExceptionOfType(ConstraintViolationException.class)
                .isThrownBy(() -> orm().executeBatch(insert, again.iterator()));
        assertThat(outside("select count(*) from bird where name = 'again'")).isZero();
    }

    @Test
    void givesTheConnectionBackWhenTheMapperThrows() {
        IOException reason = new IOException("from the mapper");
        Throwable thrown = catchThrowable(() -> orm().fetch(COUNT, row -> {
            throw new java.io.UncheckedIOException(reason);
        }));
        assertThat(thrown).hasCause(reason);
        assertThat(orm().stats().isIdle()).isTrue();
    }

    @Test
    void tellsWhatDoesNotFit() throws SQLException {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> orm().fetch(Sql.of("select id, name from bird"), Bird.class))
                .withMessageContaining("length");
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> orm().fetch(Sql.of("select 300 as n"), Byte.class));
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> orm().fetch(Sql.of("select nothing from nowhere"), Long.class))
                .withMessageContaining("select nothing from nowhere");
        assertThatThrownBy(() -> orm().fetch(Sql.of("select :missing"), Long.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing");
        assertUsable();
    }

    @Test
    void refusesMoreRowsThanAreAllowed() throws SQLException {
        Database strict = open(config().withStatements(limits -> limits.withRowsRefuseAt(2)));
        assertThatExceptionOfType(TooManyRowsException.class)
                .isThrownBy(() -> Orm.over(strict).fetch(Sql.of("select * from bird"), Bird.class))
                .withMessageContaining("2")
                .withMessageContaining("statement.rows-refuse-at");
        assertUsable(strict);
    }

    @Test
    void warnsPastTheLimitOfRows() {
        Database warning = open(config().withStatements(limits -> limits.withRowsWarnAt(2)));
        try (LogCapture log = LogCapture.start()) {
            assertThat(Orm.over(warning).fetch(Sql.of("select * from bird"), Bird.class))
                    .hasSize(3);
            assertThat(log.text()).contains("WARN").contains("statement.rows-warn-at");
        }
    }

    @Test
    void joinsTheTransactionInEveryWay() throws SQLException {
        orm().transaction(TransactionOptions.readWrite().named("all ways"), transaction -> {
            orm().execute(Sql.of("insert into bird values (10, 'plain', null)"));
            orm().sql().insertInto(BIRD, ID, NAME).values(11L, "jooq").execute();
            orm().executeBatch(
                            "insert into bird (id, name) values (?, ?)",
                            List.<@Nullable Object[]>of(new @Nullable Object[] {12L, "batch"})
                                    .iterator());
            assertThat(orm().fetchSingle(COUNT, Long.class)).isEqualTo(6);
            assertThat(orm().sql().fetchCount(BIRD)).isEqualTo(6);
            assertThat(outside("select count(*) from bird")).isEqualTo(3);
            assertThat(orm().stats().connections().active()).isEqualTo(1);
            transaction.setRollbackOnly();
        });
        assertThat(outside("select count(*) from bird")).isEqualTo(3);
    }

    @Test
    void makesATransactionOfJooqOneOfOurs() throws SQLException {
        assertThatThrownBy(() -> orm().sql().transaction(configuration -> {
                    configuration
                            .dsl()
                            .insertInto(BIRD, ID, NAME)
                            .values(20L, "lost")
                            .execute();
                    assertThat(database().currentTransaction()).isPresent();
                    throw new IllegalStateException("roll back");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(outside("select count(*) from bird")).isEqualTo(3);
    }

    @Test
    void refusesToWriteInAReadOnlyTransaction() {
        assertThatExceptionOfType(ReadOnlyException.class).isThrownBy(() -> orm().transaction(
                        TransactionOptions.reading(), transaction -> orm().execute(Sql.of("delete from bird"))));
        assertThatExceptionOfType(ReadOnlyException.class)
                .isThrownBy(() -> orm().transaction(TransactionOptions.reading(), transaction -> {
                    orm().sql().deleteFrom(BIRD).execute();
                }));
        assertThat(orm().fetchSingle(COUNT, Long.class)).isEqualTo(3);
    }
}

package dev.cormorant.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.NestedLeaseException;
import dev.cormorant.core.error.SyntaxException;
import dev.cormorant.core.error.UnsupportedFeatureException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jooq.Cursor;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class JooqTest extends OrmTestBase {

    private static final Table<Record> CITY = table(name("city"));
    private static final Field<Integer> ID = field(name("id"), Integer.class);
    private static final Field<String> NAME = field(name("name"), String.class);
    private static final Field<String> COUNTRY = field(name("country_code"), String.class);
    private static final Field<Long> POPULATION = field(name("population"), Long.class);

    /** Attached to nothing, as a constant of a class is. */
    private static final ResultQuery<?> GERMAN = DSL.select(ID, NAME, COUNTRY, POPULATION)
            .from(CITY)
            .where(COUNTRY.eq("DE"))
            .orderBy(ID);

    private int count() {
        return orm.sql().fetchCount(CITY);
    }

    @Test
    void readsAndWritesWithTheWholeOfJooq() {
        assertThat(orm.sql().select(NAME).from(CITY).where(ID.eq(3)).fetchOne(NAME))
                .isEqualTo("Lyon");
        assertThat(orm.sql()
                        .insertInto(CITY, ID, NAME, COUNTRY)
                        .values(9, "Bonn", "DE")
                        .execute())
                .isEqualTo(1);
        assertThat(orm.sql().update(CITY).set(POPULATION, 1L).execute()).isEqualTo(5);
        assertThat(orm.sql()
                        .batch("delete from city where id = 9", "delete from city where id = 4")
                        .execute())
                .containsExactly(1, 1);
        assertThat(count()).isEqualTo(3);
        assertThat(orm.sql()).isSameAs(orm.sql());
    }

    @Test
    void readsItsQueriesIntoRecordsOfOurs() {
        assertThat(orm.fetch(GERMAN, City.class)).extracting(City::name).containsExactly("Berlin", "Köln");
        assertThat(orm.fetchOne(orm.sql().select(NAME).from(CITY).where(ID.eq(1)), String.class))
                .contains("Berlin");
        int cities = orm.fetchSingle(orm.sql().select(DSL.count()).from(CITY), row -> row.getInt(1));
        assertThat(cities).isEqualTo(CITIES);
        assertThat(GERMAN.configuration().dialect())
                .as("not attached by running it")
                .isEqualTo(SQLDialect.DEFAULT);
    }

    @Test
    void threadsMayShareAQuery() {
        List<CompletableFuture<List<City>>> all = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> orm.fetch(GERMAN, City.class)))
                .toList();
        all.forEach(cities -> assertThat(cities.join()).hasSize(2));
    }

    @Test
    void runsAQueryOnThisDatabaseWhateverItIsAttachedTo() {
        try (Orm other = Orm.open(config().withName("other")
                .withDatabase(folder.resolve("other.db").toString()))) {
            ResultQuery<Record1<String>> query =
                    other.sql().select(NAME).from(CITY).where(ID.eq(1));
            assertThat(orm.fetchSingle(query, String.class)).isEqualTo("Berlin");
            assertThatThrownBy(() -> other.fetchSingle(query, String.class)).isInstanceOf(SyntaxException.class);
        }
    }

    @Test
    void keepsTheSettingsOfADerivedContext() {
        var derived = orm.sql()
                .configuration()
                .derive(new org.jooq.conf.Settings()
                        .withRenderNameCase(org.jooq.conf.RenderNameCase.UPPER)
                        .withExecuteLogging(false));
        assertThat(orm.fetch(derived.dsl().select(NAME).from(CITY).where(ID.eq(1)), String.class))
                .containsExactly("Berlin");
    }

    @Test
    void namesTheMeaningOfItsFailures() {
        assertThatThrownBy(() -> orm.sql()
                        .insertInto(CITY, ID, NAME, COUNTRY)
                        .values(1, "X", "DE")
                        .execute())
                .isInstanceOf(ConstraintViolationException.class)
                .hasMessageContaining("sqlite \"cities\"");
        assertThatThrownBy(() -> orm.sql().fetch("select nothing")).isInstanceOf(SyntaxException.class);
        assertThatThrownBy(() -> orm.sql()
                        .batch("insert into city values (1, 'X', 'DE', 0)")
                        .execute())
                .isInstanceOf(ConstraintViolationException.class);
    }

    @Test
    void joinsTheTransactionOfTheThread() {
        IOException mine = new IOException("mine");
        assertThatThrownBy(() -> orm.transaction(transaction -> {
                    orm.sql().deleteFrom(CITY).where(ID.eq(1)).execute();
                    orm.execute(Sql.of("delete from city where id = 2"));
                    assertThat(count()).isEqualTo(2);
                    throw mine;
                }))
                .isSameAs(mine);
        assertThat(count()).isEqualTo(CITIES);
    }

    @Test
    void itsOwnTransactionsAreOurs() {
        orm.sql().transaction(outer -> {
            outer.dsl().deleteFrom(CITY).where(ID.eq(1)).execute();
            orm.execute(Sql.of("delete from city where id = 2"));
            assertThat(orm.database().currentTransaction()).isPresent();
            assertThatThrownBy(() -> outer.dsl().transaction(inner -> {
                        DSL.using(inner).deleteFrom(CITY).execute();
                        assertThat(orm.database()
                                        .currentTransaction()
                                        .orElseThrow()
                                        .depth())
                                .isEqualTo(2);
                        throw new IllegalStateException("inner");
                    }))
                    .hasMessage("inner");
            orm.transaction(inner -> orm.execute(Sql.of("delete from city where id = 3")));
            assertThat(count()).isEqualTo(1);
        });
        assertThat(count()).isEqualTo(1);
        assertThat(orm.stats().transactions().committed()).isEqualTo(2);
    }

    @Test
    void itsOwnTransactionsRollBack() {
        assertThatThrownBy(() -> orm.sql().transaction(outer -> {
                    outer.dsl().deleteFrom(CITY).execute();
                    throw new IOException("mine");
                }))
                .isInstanceOf(DataAccessException.class)
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(count()).isEqualTo(CITIES);
        int cities = orm.sql().transactionResult(outer -> outer.dsl().fetchCount(CITY));
        assertThat(cities).isEqualTo(CITIES);
    }

    @Test
    void aFailedCommitOfItsOwnTransactionLeavesNothingOpen() {
        orm.execute(Sql.of("create table child (city integer references city (id) deferrable initially deferred)"));
        assertThatThrownBy(() -> orm.sql().transaction(outer -> outer.dsl().execute("insert into child values (99)")))
                .isInstanceOf(ConstraintViolationException.class);
        assertThat(orm.stats().isIdle()).isTrue();
        assertThat(orm.fetch(Sql.of("select city from child"), Integer.class)).isEmpty();
    }

    @Test
    void refusesTransactionsAsStatements() {
        assertThatThrownBy(() -> orm.sql().startTransaction().execute())
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("orm.transaction");
        assertThatThrownBy(() -> orm.sql().batch("select 1", "commit").execute())
                .isInstanceOf(UnsupportedFeatureException.class);
    }

    @Test
    void itsLazyFetchHoldsAConnectionUntilItIsClosed() {
        try (Cursor<Record1<String>> lazy = orm.sql().select(NAME).from(CITY).fetchLazy()) {
            assertThat(lazy.fetchNext()).isNotNull();
            assertThat(orm.stats().connections().active()).isEqualTo(1);
            assertThatThrownBy(() -> orm.sql().fetchCount(CITY)).isInstanceOf(NestedLeaseException.class);
            assertThat(lazy.fetchNext()).as("not harmed by the refused one").isNotNull();
        }
        assertThat(orm.stats().isIdle()).isTrue();
    }

    @Test
    void givesTheConnectionBackWhenItGivesNoRows() {
        assertThatThrownBy(() -> orm.fetch(orm.sql().resultQuery("delete from city where id = 4"), String.class))
                .hasMessageContaining("gives no rows");
    }

    @Test
    void logsNoValue() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        List<String> lines = new ArrayList<>();
        log.start();
        root.addAppender(log);
        root.setLevel(Level.TRACE);
        try {
            orm.fetch(orm.sql().select(NAME).from(CITY).where(NAME.eq("s3cr3t-Canary!")), String.class);
            orm.sql().select(NAME).from(CITY).where(NAME.eq("s3cr3t-Canary!")).fetch();
        } finally {
            root.setLevel(before);
            root.detachAppender(log);
            log.stop();
        }
        // The pool logs in threads of its own; an appender adds under its own lock, and nothing once it is stopped.
        synchronized (log) {
            log.list.forEach(event -> lines.add(event.getFormattedMessage()));
        }
        assertThat(lines).isNotEmpty();
        assertThat(lines).noneMatch(line -> line.contains("s3cr3t-Canary!"));
    }
}

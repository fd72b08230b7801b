package dev.cormorant.examples.junit;

import static dev.cormorant.testing.DatabaseKind.MARIADB;
import static dev.cormorant.testing.DatabaseKind.MYSQL;
import static dev.cormorant.testing.DatabaseKind.POSTGRES;
import static dev.cormorant.testing.DatabaseKind.SQLITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.Database;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.guard.Statements;
import dev.cormorant.testing.junit.ExpectStatements;
import dev.cormorant.testing.junit.JdbcUrl;
import dev.cormorant.testing.junit.OrmExtension;
import dev.cormorant.testing.junit.OrmTest;
import dev.cormorant.testing.reset.Reset;
import dev.cormorant.testing.reset.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test classes with nothing wrong about them, to be run by other tests. */
final class RightTests {

    static final String TABLE = "create table shelf (id integer not null primary key)";

    private RightTests() {}

    static long count(Orm orm) {
        return orm.fetch(Sql.of("select count(*) from shelf"), Long.class).get(0);
    }

    /** Every test finds the table empty, and leaves a row. */
    static void addTheFirst(Orm orm) {
        assertThat(count(orm)).isZero();
        orm.execute(Sql.of("insert into shelf values (1)"));
        assertThat(count(orm)).isOne();
    }

    @OrmTest(
            databases = {SQLITE, POSTGRES, MYSQL, MARIADB},
            schema = TABLE)
    static class EveryParameter {
        private final Orm ofConstructor;

        EveryParameter(Orm ofConstructor) {
            this.ofConstructor = ofConstructor;
        }

        @BeforeEach
        void before(Orm orm, DatabaseKind kind) {
            assertThat(orm).isSameAs(ofConstructor);
            assertThat(kind).isNotNull();
        }

        @Test
        void getsThemAll(
                Orm orm,
                Database database,
                DataSource source,
                Connection connection,
                TestDatabase test,
                DatabaseKind kind,
                @JdbcUrl String url)
                throws SQLException {
            assertThat(orm).isSameAs(ofConstructor);
            assertThat(orm.database()).isSameAs(database);
            assertThat(test.kind()).isEqualTo(kind);
            assertThat(url).isEqualTo(test.jdbcUrl()).startsWith("jdbc:");
            addTheFirst(orm);
            try (Statement statement = connection.createStatement()) {
                assertThat(statement.executeQuery("select id from shelf").next())
                        .isTrue();
            }
            try (Connection other = source.getConnection();
                    Connection past = test.connect()) {
                assertThat(other.isValid(1) && past.isValid(1)).isTrue();
            }
        }

        @RepeatedTest(2)
        void isCleanAgain(Orm orm) {
            addTheFirst(orm);
        }

        @ParameterizedTest
        @ValueSource(strings = {"a", "b"})
        void hasParametersOfItsOwn(String own, Orm orm) {
            assertThat(own).hasSize(1);
            addTheFirst(orm);
        }

        @TestFactory
        Stream<DynamicTest> makesTests(Orm orm) {
            addTheFirst(orm);
            return Stream.generate(() -> DynamicTest.dynamicTest("made", () -> count(orm)))
                    .limit(12);
        }

        @Nested
        class Inner {
            @BeforeEach
            void before(Orm orm) {
                assertThat(orm).isSameAs(ofConstructor);
                addTheFirst(orm);
            }

            @Test
            @ExpectStatements(1)
            void hasPartInIt(Orm orm) {
                assertThat(count(orm)).isOne();
            }
        }

        @AfterEach
        void after(Orm orm) {
            assertThat(count(orm)).isOne();
        }
    }

    @OrmTest(
            databases = {SQLITE, POSTGRES, MYSQL, MARIADB},
            schema = TABLE)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstanceOnSeveral {
        @Test
        void first(Orm orm) {
            addTheFirst(orm);
        }

        @Test
        void second(Orm orm, Connection connection) throws SQLException {
            addTheFirst(orm);
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    @OrmTest(databases = POSTGRES, schema = TABLE)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstance {
        private final Orm ofConstructor;

        OneInstance(Orm ofConstructor) {
            this.ofConstructor = ofConstructor;
        }

        @BeforeAll
        void before(TestDatabase database) {
            assertThat(database.kind()).isEqualTo(POSTGRES);
            addTheFirst(ofConstructor);
        }

        @Test
        void first(Orm orm) {
            assertThat(orm).isSameAs(ofConstructor);
            addTheFirst(orm);
        }

        @Test
        void second() {
            addTheFirst(ofConstructor);
        }
    }

    @OrmTest(
            databases = {SQLITE, POSTGRES, MYSQL, MARIADB},
            reset = Reset.ROLLBACK,
            schema = TABLE)
    static class RolledBack {
        @BeforeEach
        void before(Orm orm) {
            addTheFirst(orm);
        }

        @RepeatedTest(2)
        void isOneTransaction(Orm orm, DataSource source, Connection connection) throws SQLException {
            assertThat(orm.database().currentTransaction()).isPresent();
            try (Connection same = source.getConnection();
                    Statement statement = same.createStatement()) {
                statement.executeUpdate("insert into shelf values (2)");
            }
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("insert into shelf values (3)");
            }
            assertThat(count(orm)).isEqualTo(3);
        }

        @AfterEach
        void after(Orm orm) {
            assertThat(count(orm)).isEqualTo(3);
        }
    }

    @OrmTest(reset = Reset.NONE, schema = TABLE)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class GoesOn {
        @BeforeAll
        static void before(Orm orm) {
            addTheFirst(orm);
        }

        @Test
        void a(Orm orm) {
            orm.execute(Sql.of("insert into shelf values (2)"));
        }

        @Test
        void b(Orm orm) {
            assertThat(count(orm)).isEqualTo(2);
        }
    }

    /** The URL of each of its tests, to see that no two had the same database at once. */
    static final Set<String> URLS = ConcurrentHashMap.newKeySet();

    @OrmTest(
            databases = {SQLITE, POSTGRES, MYSQL, MARIADB},
            schema = TABLE)
    static class Parallel {
        @RepeatedTest(6)
        @ExpectStatements(31)
        void hasADatabaseToItself(Orm orm, @JdbcUrl String url) {
            assertThat(URLS.add(url)).as("nobody else has %s", url).isTrue();
            for (int row = 0; row < 10; row++) {
                orm.execute(Sql.of("insert into shelf values (:id)").bind("id", row));
                assertThat(count(orm)).isEqualTo(row + 1);
                orm.execute(Sql.of("update shelf set id = id"));
            }
            assertThat(count(orm)).isEqualTo(10);
            assertThat(URLS.remove(url)).isTrue();
        }
    }

    static class ByField {
        @RegisterExtension
        static final OrmExtension DATABASE = OrmExtension.on(SQLITE)
                .schema(Schema.sql(TABLE))
                .configure(config -> config.withPool(pool -> pool.withMaxSize(2)))
                .build();

        private final Orm orm;

        ByField(Orm orm) {
            this.orm = orm;
        }

        @RepeatedTest(2)
        void works() {
            addTheFirst(orm);
            assertThat(orm.database().config().pool().maxSize()).isEqualTo(2);
        }
    }

    static class ByFieldOfTheInstance {
        @RegisterExtension
        final OrmExtension database =
                OrmExtension.on(SQLITE).schema(Schema.sql(TABLE)).build();

        @RepeatedTest(2)
        void works(Orm orm) {
            addTheFirst(orm);
        }
    }

    @OrmTest(schema = TABLE)
    @ExpectStatements(min = 1, max = 3)
    static class Counted {
        @Test
        void asItsClassSays(Orm orm) {
            addTheFirst(orm);
        }

        @Test
        @ExpectStatements(2)
        void asItSaysItself(Orm orm) {
            try (Statements part = Statements.of(orm.database())) {
                assertThat(count(orm)).isZero();
                part.expect(1);
            }
            assertThat(List.of(count(orm))).containsExactly(0L);
        }
    }
}

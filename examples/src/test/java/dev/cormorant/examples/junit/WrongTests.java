package dev.cormorant.examples.junit;

import static dev.cormorant.testing.DatabaseKind.POSTGRES;
import static dev.cormorant.testing.DatabaseKind.SQLITE;
import static org.assertj.core.api.Assertions.fail;

import dev.cormorant.core.driver.Access;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.testing.guard.GuardSettings;
import dev.cormorant.testing.guard.Rule;
import dev.cormorant.testing.junit.AllowLeak;
import dev.cormorant.testing.junit.ExpectStatements;
import dev.cormorant.testing.junit.JdbcUrl;
import dev.cormorant.testing.junit.OrmExtension;
import dev.cormorant.testing.junit.OrmTest;
import dev.cormorant.testing.reset.Reset;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Test classes that are wrong, to be run by other tests. */
final class WrongTests {

    /** What they leave, so that the garbage collector does not find it. */
    private static final List<Object> KEPT = new CopyOnWriteArrayList<>();

    private WrongTests() {}

    static void forget() {
        KEPT.clear();
    }

    private static void leaveAThread() {
        Thread left = new Thread(
                () -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException taken) {
                        Thread.currentThread().interrupt();
                    }
                },
                "left by a test");
        left.setDaemon(true);
        left.start();
    }

    @OrmTest(schema = RightTests.TABLE)
    static class LeavesAConnection {
        @Test
        void test(DataSource source) throws SQLException {
            KEPT.add(source.getConnection());
        }
    }

    @OrmTest(schema = RightTests.TABLE)
    static class LeavesATransactionOnWhatItWasGiven {
        @Test
        void test(Connection connection) throws SQLException {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("insert into shelf values (1)");
            }
        }
    }

    @OrmTest(schema = RightTests.TABLE)
    static class LeavesACursor {
        @Test
        void test(Orm orm) {
            var cursor = orm.cursor(Sql.of("select 1 union all select 2"), row -> row.getLong(1));
            KEPT.add(cursor);
            cursor.next();
        }
    }

    @OrmTest(schema = RightTests.TABLE, reset = Reset.ROLLBACK)
    static class LeavesACursorInTheTransactionOfTheTest {
        @Test
        void test(Orm orm) {
            var cursor = orm.cursor(Sql.of("select 1 union all select 2"), row -> row.getLong(1));
            KEPT.add(cursor);
            cursor.next();
        }
    }

    @OrmTest(schema = RightTests.TABLE)
    static class LeavesAThread {
        @Test
        void test() {
            leaveAThread();
        }
    }

    @OrmTest(schema = RightTests.TABLE)
    static class AsksForEachRow {
        @Test
        void test(Orm orm) {
            for (int row = 0; row <= GuardSettings.REPEATS; row++) {
                RightTests.count(orm);
            }
        }
    }

    @OrmTest(schema = RightTests.TABLE, reset = Reset.NONE)
    static class LeavesAConnectionOfTheWholeClass {
        @BeforeAll
        static void before(DataSource source) throws SQLException {
            KEPT.add(source.getConnection());
        }

        @Test
        void test(@JdbcUrl String url) {
            KEPT.add(url);
        }
    }

    @OrmTest(schema = RightTests.TABLE)
    static class LeavesAllAndFails {
        @Test
        void test(Orm orm) {
            KEPT.add(orm.database().connection(Access.READ, "forgotten"));
            leaveAThread();
            fail("its own failure");
        }
    }

    @OrmTest(schema = RightTests.TABLE)
    static class LeavesWhatItMay {
        @Test
        @AllowLeak(value = "handed on", rules = Rule.LEASE)
        @AllowLeak(value = "ends with the JVM", rules = Rule.THREAD)
        void test(Orm orm) {
            KEPT.add(orm.database().connection(Access.READ, "forgotten"));
            leaveAThread();
        }
    }

    @OrmTest
    static class AllowsWithoutAReason {
        @Test
        @AllowLeak(" ")
        void test() {}
    }

    @OrmTest(schema = RightTests.TABLE)
    static class SendsTooMany {
        @Test
        @ExpectStatements(max = 1)
        void test(Orm orm) {
            RightTests.addTheFirst(orm);
        }
    }

    @OrmTest
    static class ExpectsTwice {
        @Test
        @ExpectStatements(value = 1, max = 1)
        void test() {}
    }

    static class ExpectsWithoutADatabase {
        @Test
        @ExpectStatements(1)
        void test() {}
    }

    @OrmTest
    static class UnknownParameter {
        @Test
        void test(GuardSettings settings) {
            KEPT.add(settings);
        }
    }

    @OrmTest
    static class UrlOfAnotherType {
        @Test
        void test(@JdbcUrl int url) {
            KEPT.add(url);
        }
    }

    @OrmTest
    static class ParameterBeforeAll {
        @BeforeAll
        static void before(Orm orm) {
            KEPT.add(orm);
        }

        @Test
        void test() {}
    }

    @OrmTest(
            databases = {SQLITE, POSTGRES},
            reset = Reset.NONE)
    static class ParameterBeforeAllOfSeveral {
        @BeforeAll
        static void before(Orm orm) {
            KEPT.add(orm);
        }

        @Test
        void test() {}
    }

    @OrmTest(databases = {})
    static class NoDatabase {
        @Test
        void test() {}
    }

    @OrmTest(databases = {SQLITE, SQLITE})
    static class TwiceTheSame {
        @Test
        void test() {}
    }

    @OrmTest(repeats = 0)
    static class OutOfRange {
        @Test
        void test() {}
    }

    @OrmTest
    static class BothWays {
        @RegisterExtension
        static final OrmExtension DATABASE = OrmExtension.on(POSTGRES).build();

        @Test
        void test() {}
    }

    static class TwoFields {
        @RegisterExtension
        static final OrmExtension ONE = OrmExtension.on(SQLITE).build();

        @RegisterExtension
        static final OrmExtension OTHER = OrmExtension.on(SQLITE).build();

        @Test
        void test() {}
    }

    @OrmTest
    static class AnnotatedInside {
        @Test
        void test() {}

        @Nested
        @OrmTest
        class Inner {
            @Test
            void test() {}
        }
    }

    @OrmTest
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @Execution(ExecutionMode.CONCURRENT)
    static class OneInstanceInParallel {
        @Test
        void test() {}
    }
}

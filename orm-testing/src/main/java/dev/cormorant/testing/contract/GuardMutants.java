package dev.cormorant.testing.contract;

import static org.awaitility.Awaitility.await;

import dev.cormorant.core.driver.Access;
import dev.cormorant.core.leak.LeakReason;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.guard.Rule;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.function.Executable;

/** Tests that do one thing wrong each, and the rule that finds it. */
final class GuardMutants {

    private final TestDatabase testDatabase;
    private final Orm orm;

    /** What a wrong test leaves, so that the garbage collector does not find it. */
    private final List<Object> kept = new ArrayList<>();

    /** A wrong test, which is a method of this class. */
    record Mutant(String method, Rule rule, Executable test) {}

    GuardMutants(TestDatabase testDatabase, Orm orm) {
        this.testDatabase = testDatabase;
        this.orm = orm;
    }

    List<Mutant> all() {
        return List.of(
                new Mutant("keepsAConnection", Rule.LEASE, this::keepsAConnection),
                new Mutant("keepsAConnectionOfTheDataSource", Rule.LEASE, this::keepsAConnectionOfTheDataSource),
                new Mutant("closesTheResultAlone", Rule.LEASE, this::closesTheResultAlone),
                new Mutant("keepsACursor", Rule.CURSOR, this::keepsACursor),
                new Mutant("keepsAResult", Rule.CURSOR, this::keepsAResult),
                new Mutant("keepsATransaction", Rule.TRANSACTION, this::keepsATransaction),
                new Mutant("writesWithoutACommit", Rule.TRANSACTION, this::writesWithoutACommit),
                new Mutant("leavesAThread", Rule.THREAD, this::leavesAThread),
                new Mutant("asksForEachRow", Rule.REPEATED_STATEMENT, this::asksForEachRow),
                new Mutant("waitsWithAConnection", Rule.IDLE_CONNECTION, this::waitsWithAConnection));
    }

    private void keepsAConnection() {
        kept.add(orm.database().connection(Access.READ, "forgotten"));
    }

    private void keepsAConnectionOfTheDataSource() throws SQLException {
        Connection left = orm.database().dataSource().getConnection();
        kept.add(left);
        Jdbc.run(left, "insert into guarded values (1)");
    }

    private void closesTheResultAlone() throws SQLException {
        Connection left = orm.database().dataSource().getConnection();
        kept.add(left);
        try (Statement statement = left.createStatement();
                ResultSet rows = statement.executeQuery(testDatabase.numbersQuery(10))) {
            rows.next();
        }
    }

    private void keepsACursor() {
        var cursor = orm.cursor(Sql.of(testDatabase.numbersQuery(10_000)), row -> row.getLong(1));
        kept.add(cursor);
        cursor.next();
    }

    private void keepsAResult() throws SQLException {
        Statement statement = orm.database().dataSource().getConnection().createStatement();
        statement.setFetchSize(100);
        ResultSet rows = statement.executeQuery(testDatabase.numbersQuery(10_000));
        kept.add(rows);
        rows.next();
    }

    private void keepsATransaction() {
        kept.add(orm.database().transactions().open(TransactionOptions.readWrite()));
        orm.execute(Sql.of("insert into guarded values (2)"));
    }

    private void writesWithoutACommit() throws SQLException {
        Connection left = orm.database().dataSource().getConnection();
        kept.add(left);
        left.setAutoCommit(false);
        Jdbc.run(left, "insert into guarded values (3)");
    }

    private void leavesAThread() {
        CountDownLatch never = new CountDownLatch(1);
        Thread left = new Thread(
                () -> {
                    try {
                        never.await();
                    } catch (InterruptedException taken) {
                        Thread.currentThread().interrupt();
                    }
                },
                "left by a test");
        left.setDaemon(true);
        left.start();
    }

    private void asksForEachRow() {
        for (int row = 0; row <= 10; row++) {
            orm.fetch(Sql.of("select id from guarded where id = :id").bind("id", row), Long.class);
        }
    }

    private void waitsWithAConnection() throws SQLException {
        try (Connection idle = orm.database().dataSource().getConnection()) {
            Jdbc.number(idle, "select 1");
            await().atMost(Duration.ofSeconds(20)).until(() -> orm.database().leaks().stream()
                    .anyMatch(report -> report.reason() == LeakReason.IDLE));
        }
    }
}

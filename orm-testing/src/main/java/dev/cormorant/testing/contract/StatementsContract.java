package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.core.Database;
import dev.cormorant.core.service.Registration;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.testing.guard.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** How many statements a piece of code sends: exactly, by shape, and whatever else runs meanwhile. */
public abstract class StatementsContract extends OrmContract {

    /** For subclasses of the driver modules. */
    protected StatementsContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(connection, "create table counted (id integer not null)");
    }

    @Test
    void countsEachStatementOfEachShapeAndNothingElse() throws SQLException {
        try (Statements counted = Statements.of(database())) {
            orm().transaction(tx -> {
                orm().fetch(Sql.of("select id from counted where id = 1"), Long.class);
                orm().fetch(Sql.of("select id from counted where id = 22"), Long.class);
                orm().transaction(inner -> orm().execute(Sql.of("delete from counted")));
            });
            try (Connection connection = database().dataSource().getConnection();
                    PreparedStatement insert = connection.prepareStatement("insert into counted values (?)")) {
                for (int row = 0; row < 5; row++) {
                    insert.setInt(1, row);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            assertThatThrownBy(() -> orm().execute(Sql.of("insert into counted values (null)")))
                    .isNotNull();
            assertThat(counted.byShape())
                    .containsEntry("select id from counted where id = ?", 2L)
                    .containsEntry("delete from counted", 1L)
                    .containsEntry("insert into counted values (?)", 1L)
                    .containsEntry("insert into counted values (null)", 1L)
                    .hasSize(4);
            counted.expect(5);
            counted.expect(5, 6);
        }
        run("delete from counted");
    }

    @Test
    void saysWhatWasSentIfThatIsNotWhatWasExpected() {
        try (Statements counted = Statements.of(database())) {
            orm().fetch(Sql.of("select id from counted where 'secret' = 'x'"), Long.class);
            assertThatThrownBy(() -> counted.expect(2))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("expected 2 statements")
                    .hasMessageContaining("counted 1")
                    .hasMessageContaining("1 × select id from counted where ? = ?")
                    .hasMessageNotContaining("secret");
            assertThatThrownBy(() -> counted.expect(0)).hasMessageContaining("expected 0");
            assertThatThrownBy(() -> counted.expect(3, 2)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void endsWhenItIsClosed() {
        Statements counted = Statements.of(database());
        orm().fetch(Sql.of("select 1"), Long.class);
        counted.close();
        orm().fetch(Sql.of("select 1"), Long.class);
        counted.expect(1);
        List<Registration> observers = new ArrayList<>();
        for (int observer = 0; observer < 16; observer++) {
            observers.add(database().monitor().onStatement(sql -> {
                throw new IllegalStateException("this observer is broken");
            }));
        }
        assertThatThrownBy(() -> Statements.of(database())).hasMessageContaining("at most 16");
        orm().fetch(Sql.of("select 1"), Long.class);
        observers.forEach(Registration::close);
    }

    @Test
    void countsEachOfSeveralDatabasesExactlyWhileAllOfThemWork() throws Exception {
        int databases = 3;
        int rounds = 300;
        CyclicBarrier start = new CyclicBarrier(databases);
        List<Future<Long>> counts = new ArrayList<>();
        for (int number = 0; number < databases; number++) {
            int own = number;
            Orm orm = Orm.over(open(config().withName("counted-" + own).withMonitor(monitor -> monitor.withShapes(5))));
            counts.add(inBackground(() -> {
                start.await();
                return count(orm, own, rounds);
            }));
        }
        for (int number = 0; number < databases; number++) {
            assertThat(Workers.result(counts.get(number))).isEqualTo(rounds * (1L + number));
        }
    }

    /** More shapes than the profile of the database has room for. */
    private static long count(Orm orm, int own, int rounds) {
        Database database = orm.database();
        try (Statements counted = Statements.of(database)) {
            for (int round = 0; round < rounds; round++) {
                for (int times = 0; times <= own; times++) {
                    orm.fetch(Sql.of("select 1 as round_" + round % 50), Long.class);
                }
            }
            assertThat(counted.byShape()).hasSize(50).containsValue(rounds / 50 * (1L + own));
            assertThat(counted.byShape().values()).containsOnly(rounds / 50 * (1L + own));
            return counted.total();
        }
    }
}

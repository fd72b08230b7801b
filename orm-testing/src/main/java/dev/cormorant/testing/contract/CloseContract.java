package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.CloseReport;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.ShuttingDownException;
import dev.cormorant.core.error.StatementCancelledException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Closing: it waits for work, cancels what is left of it, says what it cut, and leaves nothing. */
public abstract class CloseContract extends DatabaseContract {

    private static final int CALLERS = 32;
    private static final Duration LONG = Duration.ofSeconds(20);

    /** For subclasses of the driver modules. */
    protected CloseContract() {}

    /** Asks again and again until it is refused; returns the refusal. */
    private Throwable askUntilRefused(AtomicLong asked) {
        Throwable refusal = null;
        while (refusal == null) {
            refusal = catchThrowable(() -> number("select 42"));
            asked.incrementAndGet();
        }
        return refusal;
    }

    @Test
    void drainsUnderLoad() throws Exception {
        AtomicLong asked = new AtomicLong();
        List<Future<Throwable>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            callers.add(inBackground(() -> askUntilRefused(asked)));
        }
        await().atMost(LONG).until(() -> asked.get() > 20L * CALLERS);
        CloseReport report = database().close(LONG, LONG);
        assertThat(report.isClean()).as("%s", report).isTrue();
        for (Future<Throwable> caller : callers) {
            assertThat(meaning(Workers.result(caller))).isInstanceOf(ShuttingDownException.class);
        }
    }

    @Test
    void cancelsOnTheServerWhatRunsAfterTheDrain() throws Exception {
        String slow = testDatabase().slowQuery(Duration.ofMinutes(10));
        Future<Long> one = inBackground(() -> number(slow));
        Future<Long> other = inBackground(() -> number(slow));
        awaitRunning(2);
        CloseReport report = database().close(Duration.ofMillis(100), LONG);
        assertThat(report.cancelled()).hasSize(2).allSatisfy(cut -> assertThat(cut.sql())
                .isEqualTo(slow));
        assertThat(report.cut()).isEmpty();
        assertThat(report.isClean()).isFalse();
        assertThat(report.took()).isBetween(Duration.ofMillis(100), LONG);
        for (Future<Long> query : List.of(one, other)) {
            OrmException meaning = meaning(Workers.failure(query));
            assertThat(meaning).isInstanceOf(StatementCancelledException.class).hasMessageContaining("closing");
        }
        awaitQuietServer();
    }

    @Test
    void takesAwayWhatIsStillHeldAfterTheGrace() throws SQLException {
        Connection held = database().connection(Access.WRITE, "forgotten");
        assertThat(Jdbc.number(held, "select 4711")).isEqualTo(4711);
        CloseReport report = database().close(Duration.ofMillis(50), Duration.ofMillis(50));
        assertThat(report.cut()).singleElement().satisfies(lease -> {
            assertThat(lease.label()).isEqualTo("forgotten");
            assertThat(lease.lastSql()).isEqualTo("select 4711");
        });
        await().atMost(LONG).until(() -> testDatabase().serverSessions() == 0);
        assertThat(catchThrowable(() -> Jdbc.number(held, "select 1"))).isInstanceOf(SQLException.class);
        assertThat(catchThrowable(held::close))
                .satisfiesAnyOf(none -> assertThat(none).isNull(), broken -> assertThat(broken)
                        .isInstanceOf(SQLException.class));
    }

    @Test
    void isHarmlessTheSecondTimeAndFromEveryThread() throws Exception {
        List<Future<CloseReport>> closers = new ArrayList<>();
        for (int closer = 0; closer < 8; closer++) {
            closers.add(inBackground(() -> database().close(LONG, LONG)));
        }
        for (Future<CloseReport> closer : closers) {
            assertThat(Workers.result(closer).isClean()).isTrue();
        }
        CloseReport again = database().close(LONG, LONG);
        assertThat(again.isClean()).isTrue();
        assertThat(again.took()).isZero();
        database().close();
        assertThat(database().toString()).contains("closed").contains("contract");
    }

    @Test
    void saysSoToWhoComesLater() {
        String label = database().label();
        database().close();
        Throwable byDataSource = catchThrowable(() -> database().dataSource().getConnection());
        assertThat(meaning(byDataSource))
                .isInstanceOf(ShuttingDownException.class)
                .hasMessageContaining("data source")
                .hasMessageContaining(label)
                .hasMessageContaining("closed");
        assertThat(catchThrowable(() -> database().connection(Access.READ, "late")))
                .isInstanceOf(ShuttingDownException.class)
                .hasMessageContaining("late");
        assertThat(database().cancel(1)).isFalse();
        assertThat(database().stats().services()).isZero();
        assertThat(database().stats().connections().total()).isZero();
    }

    @Test
    void doesNotWaitWhenNothingRuns() {
        CloseReport report = database().close(LONG, LONG);
        assertThat(report.isClean()).isTrue();
        assertThat(report.took()).isLessThan(Duration.ofSeconds(10));
    }
}

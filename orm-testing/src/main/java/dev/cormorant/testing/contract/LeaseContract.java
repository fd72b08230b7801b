package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.NestedLeaseException;
import dev.cormorant.core.error.PoolExhaustedException;
import dev.cormorant.core.error.ShuttingDownException;
import dev.cormorant.core.error.TooManyWaitersException;
import dev.cormorant.core.lease.HeldLease;
import dev.cormorant.core.transaction.TransactionOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What happens when there are fewer connections than callers: who is told what, and when. */
public abstract class LeaseContract extends DatabaseContract {

    private static final int WAITERS = 5;

    /** For subclasses of the driver modules. */
    protected LeaseContract() {}

    @Override
    DatabaseConfig configure(DatabaseConfig defaults) {
        return defaults.withPool(
                pool -> pool.withMaxSize(1).withMaxWaiters(WAITERS).withAcquireTimeout(Duration.ofSeconds(10)));
    }

    private void awaitWaiting(int count) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> database().stats().connections().waiting() == count);
    }

    private Future<Boolean> takesAConnection(String place) {
        return inBackground(() -> {
            try (Connection connection = database().connection(Access.WRITE, place)) {
                return !connection.isClosed();
            }
        });
    }

    @Test
    void namesTheHolderAndItsLastStatementWhenThePoolIsExhausted() throws Exception {
        DatabaseConfig impatient = configure(config())
                .withName("impatient")
                .withPool(pool -> pool.withAcquireTimeout(Duration.ofMillis(250)));
        var database = open(impatient);
        try (Connection held = database.connection(Access.WRITE, "nightly report")) {
            assertThat(Jdbc.number(held, "select 4711")).isEqualTo(4711);
            Throwable thrown = Workers.failure(inBackground(() -> database.connection(Access.WRITE, "web page")));
            assertThat(thrown)
                    .isInstanceOf(PoolExhaustedException.class)
                    .hasMessageContaining("web page")
                    .hasMessageContaining("impatient")
                    .hasMessageContaining("1 of 1 in use")
                    .hasMessageContaining("nightly report")
                    .hasMessageContaining(Thread.currentThread().getName())
                    .hasMessageContaining("select 4711")
                    .hasMessageContaining("pool.max-size");
        }
        assertUsable(database);
    }

    private HeldLease inUse() {
        List<HeldLease> active = database().stats().active();
        assertThat(active).hasSize(1);
        return active.get(0);
    }

    @Test
    void tellsTheNumberOfEachConnectionInUseAndHowDeepItsTransactionIs() throws SQLException {
        long first = database().<Long, SQLException>transaction(TransactionOptions.readWrite(), outer -> {
            Jdbc.number(outer.connection(), "select 42");
            assertThat(inUse().transactionDepth()).isEqualTo(1);
            database().transaction(TransactionOptions.readWrite(), inner -> {
                assertThat(inUse().transactionDepth()).isEqualTo(2);
                return true;
            });
            assertThat(inUse().transactionDepth()).isEqualTo(1);
            return inUse().id();
        });
        try (Connection plain = database().connection(Access.READ, "plain")) {
            assertThat(Jdbc.number(plain, "select 42")).isEqualTo(42);
            assertThat(inUse().transactionDepth()).isZero();
            assertThat(inUse().id()).isGreaterThan(first).isPositive();
        }
    }

    @Test
    void refusesAtOnceWhoWouldBeOneWaiterTooMany() throws Exception {
        List<Future<Boolean>> waiters = new ArrayList<>();
        try (Connection held = database().connection(Access.WRITE, "holder")) {
            assertThat(held.isClosed()).isFalse();
            for (int waiter = 1; waiter <= WAITERS; waiter++) {
                waiters.add(takesAConnection("waiter " + waiter));
                awaitWaiting(waiter);
            }
            long startedAt = System.nanoTime();
            Throwable thrown = Workers.failure(takesAConnection("one too many"));
            assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(Duration.ofSeconds(2));
            assertThat(thrown)
                    .isInstanceOf(TooManyWaitersException.class)
                    .hasMessageContaining("one too many")
                    .hasMessageContaining("pool.max-waiters");
        }
        for (Future<Boolean> waiter : waiters) {
            assertThat(Workers.result(waiter)).isTrue();
        }
    }

    @Test
    void servesWaitersInTurn() throws Exception {
        ConcurrentLinkedQueue<Integer> served = new ConcurrentLinkedQueue<>();
        List<Future<Boolean>> waiters = new ArrayList<>();
        try (Connection held = database().connection(Access.WRITE, "holder")) {
            assertThat(held.isClosed()).isFalse();
            for (int waiter = 1; waiter <= WAITERS; waiter++) {
                int number = waiter;
                waiters.add(inBackground(() -> {
                    try (Connection mine = database().connection(Access.WRITE, "waiter " + number)) {
                        assertThat(mine.isClosed()).isFalse();
                        return served.add(number);
                    }
                }));
                awaitWaiting(waiter);
            }
        }
        for (Future<Boolean> waiter : waiters) {
            assertThat(Workers.result(waiter)).isTrue();
        }
        assertThat(served).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void refusesASecondLeaseOfTheSameScopeAtOnceAndNamesBothPlaces() throws SQLException {
        try (Connection outer = database().connection(Access.WRITE, "outer place")) {
            assertThat(Jdbc.number(outer, "select 4711")).isEqualTo(4711);
            assertNestedAtOnce("inner place");
            assertNestedAtOnce("inner place");
        }
        assertUsable();
    }

    private void assertNestedAtOnce(String place) {
        long startedAt = System.nanoTime();
        Throwable thrown = catchThrowable(() -> database().connection(Access.WRITE, place));
        Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
        assertThat(thrown)
                .isInstanceOf(NestedLeaseException.class)
                .hasMessageContaining(place)
                .hasMessageContaining("outer place")
                .hasMessageContaining("select 4711");
        assertThat(took).isLessThan(Duration.ofMillis(50));
    }

    @Test
    void refusesASecondConnectionOfTheDataSourceThatWouldWaitForItsOwnThread() throws SQLException {
        try (Connection first = database().dataSource().getConnection()) {
            assertThat(Jdbc.number(first, "select 1")).isEqualTo(1);
            long startedAt = System.nanoTime();
            Throwable thrown =
                    catchThrowable(() -> database().dataSource().getConnection().close());
            assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(Duration.ofMillis(500));
            assertThat(meaning(thrown)).isInstanceOf(NestedLeaseException.class);
        }
    }

    @Test
    void refusesWaitersWhenItCloses() throws Exception {
        Kept<Throwable> late = new Kept<>();
        Connection held = database().connection(Access.WRITE, "holder");
        try {
            Future<Boolean> waiter = takesAConnection("waiter");
            awaitWaiting(1);
            Future<Boolean> closing = inBackground(() -> {
                database().close(Duration.ofSeconds(20), Duration.ZERO);
                return true;
            });
            assertThat(Workers.failure(waiter))
                    .isInstanceOf(ShuttingDownException.class)
                    .hasMessageContaining("waiter");
            late.set(Workers.failure(takesAConnection("late")));
            held.close();
            assertThat(Workers.result(closing)).isTrue();
        } finally {
            held.close();
        }
        assertThat(late.get()).isInstanceOf(ShuttingDownException.class).hasMessageContaining("late");
    }

    @Test
    void listsWhatIsHeld() throws SQLException {
        try (Connection held = database().connection(Access.WRITE, "listed")) {
            assertThat(Jdbc.number(held, "select 4711")).isEqualTo(4711);
            assertThat(database().leases()).singleElement().satisfies(lease -> {
                assertThat(lease).extracting(HeldLease::label).isEqualTo("listed");
                assertThat(lease.thread()).isEqualTo(Thread.currentThread().getName());
                assertThat(lease.lastSql()).isEqualTo("select 4711");
                assertThat(lease.access()).isEqualTo(Access.WRITE);
            });
        }
        assertThat(database().leases()).isEmpty();
    }

    @Test
    void givesAConnectionBackOnceHoweverOftenItIsClosed() throws SQLException {
        Connection connection = database().connection(Access.WRITE, "twice");
        connection.close();
        connection.close();
        assertThat(database().stats().connections().givenBack()).isEqualTo(1);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(connection::createStatement)
                .withMessageContaining("closed");
        assertUsable();
    }
}

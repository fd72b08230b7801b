package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Access;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Far more virtual threads than connections, on a JDK that has them. */
public abstract class VirtualThreadContract extends DatabaseContract {

    private static final int THREADS = 10_000;

    /** For subclasses of the driver modules. */
    protected VirtualThreadContract() {}

    @Override
    DatabaseConfig configure(DatabaseConfig defaults) {
        return defaults.withPool(
                pool -> pool.withMaxSize(4).withMaxWaiters(THREADS).withAcquireTimeout(Duration.ofMinutes(1)));
    }

    @Test
    void servesTenThousandVirtualThreadsWithFourConnections() throws InterruptedException {
        ThreadFactory virtual = virtualThreads();
        AtomicInteger served = new AtomicInteger();
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        long startedAt = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = virtual.newThread(() -> {
                try (Connection connection = database().connection(Access.READ, "virtual")) {
                    served.addAndGet((int) Jdbc.number(connection, "select 1"));
                } catch (Exception | Error failed) {
                    failures.add(failed);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join(Duration.ofMinutes(1).toMillis());
        }
        System.out.printf(
                "%s: %d virtual threads through 4 connections in %d ms%n",
                testDatabase().kind(),
                served.get(),
                Duration.ofNanos(System.nanoTime() - startedAt).toMillis());
        assertThat(failures).isEmpty();
        assertThat(served).hasValue(THREADS);
        assertThat(database().stats().connections().opened()).isLessThanOrEqualTo(5);
    }

    /** By reflection, since this is compiled for Java 17. */
    private static ThreadFactory virtualThreads() {
        try {
            Method ofVirtual = Thread.class.getMethod("ofVirtual");
            Object builder = ofVirtual.invoke(null);
            return (ThreadFactory) Class.forName("java.lang.Thread$Builder")
                    .getMethod("factory")
                    .invoke(builder);
        } catch (ReflectiveOperationException missing) {
            String reason =
                    "virtual threads are not in Java " + Runtime.version().feature() + ", they come with 21";
            System.out.println("skipped: " + reason);
            return Assumptions.abort(reason);
        }
    }
}

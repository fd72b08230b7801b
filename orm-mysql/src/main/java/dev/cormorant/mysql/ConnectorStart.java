package dev.cormorant.mysql;

import com.mysql.cj.jdbc.AbandonedConnectionCleanupThread;
import com.mysql.cj.jdbc.NonRegisteringDriver;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Loads Connector/J without what it leaves behind. Loaded, it starts a thread for ever, which closes connections that were
 * forgotten; ours are never forgotten, and the thread would keep its class loader. It is stopped here at once, unless Connector/J
 * was in use in this class loader before: then it belongs to somebody else. The driver class that registers itself with
 * {@link java.sql.DriverManager} is never loaded by us, so that there is nothing to deregister.
 */
final class ConnectorStart {

    private static final String THREAD = "mysql-cj-abandoned-connection-cleanup";
    private static final long STOP_SECONDS = 1;

    private ConnectorStart() {}

    /** {@return the driver; each call gives the same one} */
    static NonRegisteringDriver driver() throws SQLException {
        return Started.driver();
    }

    /** {@return whether Connector/J could load the class, which it cannot where it sits in an outer class loader} */
    static boolean sees(Class<?> type) {
        ClassLoader connector = NonRegisteringDriver.class.getClassLoader();
        try {
            return Class.forName(type.getName(), false, connector) == type;
        } catch (ClassNotFoundException outer) {
            return false;
        }
    }

    /** Holds the driver from the first use on. */
    private static final class Started {

        private static final Optional<NonRegisteringDriver> DRIVER = start();

        private Started() {}

        static NonRegisteringDriver driver() throws SQLException {
            return DRIVER.orElseThrow(() -> new SQLException("Connector/J could not be started", "08001"));
        }
    }

    private static Optional<NonRegisteringDriver> start() {
        boolean before = cleanupThreads().findAny().isPresent();
        try {
            NonRegisteringDriver driver = new NonRegisteringDriver();
            if (!before) {
                stopCleanup();
            }
            return Optional.of(driver);
        } catch (SQLException impossible) {
            // The constructor declares it and does nothing.
            return Optional.empty();
        }
    }

    private static void stopCleanup() {
        Thread[] threads = cleanupThreads().toArray(Thread[]::new);
        AbandonedConnectionCleanupThread.uncheckedShutdown();
        try {
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its context class loader is that of the Connector/J which started it. */
    private static Stream<Thread> cleanupThreads() {
        ClassLoader connector = NonRegisteringDriver.class.getClassLoader();
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        for (ThreadGroup parent = root.getParent(); parent != null; parent = root.getParent()) {
            root = parent;
        }
        Thread[] threads = new Thread[root.activeCount() + 64];
        int count = root.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .filter(thread -> THREAD.equals(thread.getName()) && thread.getContextClassLoader() == connector);
    }
}

package dev.cormorant.postgres;

import java.sql.SQLException;
import org.postgresql.Driver;

/**
 * Counts the open databases of this class loader, and takes pgjdbc out of {@link java.sql.DriverManager} with the last one: it
 * puts itself there when its class is loaded, and would keep the class loader alive for ever. That is done only where the class
 * loader is ours and can go away; one that stays, or that others share, keeps its driver.
 */
final class DriverRegistration {

    private static final Object LOCK = new Object();
    private static int users;

    private DriverRegistration() {}

    /** {@return the JDBC driver, for one database; given back by {@link #release}} */
    static Driver acquire() {
        synchronized (LOCK) {
            Driver driver = new Driver();
            users++;
            return driver;
        }
    }

    /**
     * Ends the use by one database.
     *
     * @throws IllegalStateException if the driver cannot be deregistered
     */
    static void release() {
        synchronized (LOCK) {
            users--;
            if (users == 0 && isDisposable(Driver.class.getClassLoader()) && Driver.isRegistered()) {
                deregister();
            }
        }
    }

    private static void deregister() {
        try {
            Driver.deregister();
        } catch (SQLException refused) {
            throw new IllegalStateException("the PostgreSQL driver stays registered with the DriverManager", refused);
        }
    }

    private static boolean isDisposable(ClassLoader loader) {
        if (loader != DriverRegistration.class.getClassLoader()) {
            return false;
        }
        for (ClassLoader lasting = ClassLoader.getSystemClassLoader(); lasting != null; lasting = lasting.getParent()) {
            if (loader == lasting) {
                return false;
            }
        }
        return true;
    }
}

package dev.cormorant.mysql;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.leak.ClassLoaderProbe;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An application that is taken down takes the driver with it: its threads end and its class loader is collected. */
final class ClassLoaderTest {

    private static final int CYCLES = Integer.getInteger("orm.test.repeats.class-loader", 10);

    private final Properties before = (Properties) System.getProperties().clone();

    @AfterEach
    void putTheSystemPropertiesBack() {
        System.setProperties(before);
    }

    private static void check(TestDatabase database) {
        System.getProperties()
                .putAll(Map.of(
                        OpenAndClose.URL, database.jdbcUrl(),
                        OpenAndClose.USER, database.user(),
                        OpenAndClose.PASSWORD, database.password(),
                        OpenAndClose.ENDLESS, database.numbersQuery(1_000_000)));
        ClassLoaderProbe.assertCollectable(CYCLES, OpenAndClose.class);
    }

    @Test
    void isCollectedAfterItsLastDatabaseOnMysqlIsClosed() {
        try (TestDatabase database = TestDatabase.mysql()) {
            check(database);
        }
    }

    @Test
    void isCollectedAfterItsLastDatabaseOnMariadbIsClosed() {
        try (TestDatabase database = TestDatabase.mariadb()) {
            check(database);
        }
    }
}

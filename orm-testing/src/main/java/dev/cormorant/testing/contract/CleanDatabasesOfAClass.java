package dev.cormorant.testing.contract;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.leak.LeakProbe;
import dev.cormorant.testing.reset.CleanDatabases;
import dev.cormorant.testing.reset.Reset;
import dev.cormorant.testing.reset.Schema;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Clean databases that the tests of a class share, and the question after the last one whether anything is left of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
public abstract class CleanDatabasesOfAClass {

    private @Nullable CleanDatabases databases;
    private @Nullable LeakProbe probe;

    /** For the contracts of this package. */
    CleanDatabasesOfAClass() {}

    /** {@return which product to run against} */
    protected abstract DatabaseKind kind();

    abstract Schema schema();

    @BeforeAll
    final void open() {
        // What is loaded and started once for all is no leak.
        try (CleanDatabases first = CleanDatabases.of(kind(), schema())) {
            first.take(Reset.TEMPLATE).close();
        }
        probe = LeakProbe.take();
        databases = CleanDatabases.of(kind(), schema());
    }

    @AfterAll
    final void leaveNothing() {
        // There are none where there is no server.
        if (databases != null && probe != null) {
            databases.close();
            probe.assertNothingLeft();
        }
    }

    final CleanDatabases databases() {
        return Objects.requireNonNull(databases);
    }
}

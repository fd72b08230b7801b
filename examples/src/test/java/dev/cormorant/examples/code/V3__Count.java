package dev.cormorant.examples.code;

import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/** Counts how often it was run. */
public final class V3__Count extends BaseJavaMigration {

    /** How often. */
    public static final AtomicInteger RUNS = new AtomicInteger();

    @Override
    public void migrate(Context context) {
        RUNS.incrementAndGet();
    }
}

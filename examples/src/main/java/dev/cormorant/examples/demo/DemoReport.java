package dev.cormorant.examples.demo;

import dev.cormorant.core.driver.ServerFacts;
import dev.cormorant.core.lease.LeaseTotals;
import dev.cormorant.migrations.MigrationResult;
import java.time.Duration;
import java.util.List;

/**
 * Everything that a run has to say.
 *
 * @param server what the server is
 * @param url where it is, without credentials
 * @param migration what the migration did
 * @param load what was loaded
 * @param answers the five answers
 * @param stream what came through the cursor
 * @param savepoint what the transaction did
 * @param connections the counts of connections, after the close
 * @param leftOpen what is left, after the close
 * @param peakHeap an upper bound of the heap that was in use, in bytes
 * @param took the whole run
 */
record DemoReport(
        ServerFacts server,
        String url,
        MigrationResult migration,
        LoadResult load,
        List<Answer> answers,
        StreamResult stream,
        SavepointResult savepoint,
        LeaseTotals connections,
        LeftOpen leftOpen,
        long peakHeap,
        Duration took) {

    DemoReport {
        answers = List.copyOf(answers);
    }

    /** Whether the database kept every promise that the demo looks at. */
    boolean isGood() {
        return leftOpen.isNothing()
                && savepoint.holds()
                && stream.cities().rows() == load.cities().rows();
    }
}

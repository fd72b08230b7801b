package dev.cormorant.benchmarks.growth;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.cormorant.benchmarks.growth.ManyTables.Thing;
import dev.cormorant.core.config.DatabasesConfig;
import dev.cormorant.sql.Databases;
import dev.cormorant.sql.Orm;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Many files of SQLite, open at once under one budget. */
final class ManyDatabases {

    private static final int HOT = 10;
    private static final int SMALL_BUDGET = 50;
    private static final int LARGE_BUDGET = 2_000;

    private final int size;
    private final List<Figure> figures = new ArrayList<>();
    private final Meter here = new Meter(Meter.Clock.THREAD);

    /** Closing what makes room for another is the work of other threads. */
    private final Meter all = new Meter(Meter.Clock.WALL);

    private ManyDatabases(int size) {
        this.size = size;
    }

    static List<Figure> measure(Place place, int size) throws SQLException, IOException {
        ManyDatabases databases = new ManyDatabases(size);
        try (Scratch scratch = new Scratch(place)) {
            scratch.tables("tenant0", 1);
            for (int i = 1; i < size; i++) {
                scratch.copy("tenant0", "tenant" + i);
            }
            databases.use(scratch, SMALL_BUDGET, true);
            databases.use(scratch, LARGE_BUDGET, false);
            return databases.figures;
        }
    }

    private void use(Scratch scratch, int budget, boolean also) throws SQLException {
        int threads = Thread.activeCount();
        long files = openFiles();
        long before = Meter.liveHeap();
        List<Orm> open = new ArrayList<>();
        try (Databases databases = Databases.with(DatabasesConfig.ofBudget(budget))) {
            for (int i = 0; i < size; i++) {
                open.add(databases.open(scratch.config("tenant" + i)));
            }
            if (also) {
                Meter.Cost hot = here.of(HOT, inTurn(open, Math.min(HOT, size)));
                figures.add(new Figure(
                        "one row by key, in 10 of them, budget " + budget, size, hot.nanos(), hot.bytes(), -1, ""));
            }
            Meter.Cost cost = (budget < size ? all : here).of(size, inTurn(open, size));
            double heap = Math.max(0, Meter.liveHeap() - before);
            String note = String.format(
                    Locale.ROOT, "%d threads, %d files", Thread.activeCount() - threads, openFiles() - files);
            String work = "one row by key, one after the other, budget " + budget;
            figures.add(new Figure(work, size, cost.nanos(), cost.bytes(), heap, note));
        } finally {
            open.forEach(Orm::close);
        }
    }

    private static Meter.Operation inTurn(List<Orm> open, int used) {
        int[] next = {0};
        return () -> {
            int index = next[0];
            next[0] = (index + 1) % used;
            return open.get(index).entities(Thing.class).find(1L).orElseThrow();
        };
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }
}

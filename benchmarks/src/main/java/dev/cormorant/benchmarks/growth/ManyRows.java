package dev.cormorant.benchmarks.growth;

import com.sun.management.ThreadMXBean;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.testing.DatabaseKind;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Rows that are streamed out, and loaded from an iterator; with a small heap. */
final class ManyRows {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** How often, in all, the live heap is looked at while the rows pass. */
    private static final int LOOKS = 4;

    /** So many rows pass at least before anything is measured, and within what is. */
    private static final int ENOUGH = 200_000;

    private static final int MOST_TIMES = 20;

    private final Meter meter;
    private final int size;
    private long before;
    private long most;
    private long looking;
    private long passed;
    private boolean look;

    private ManyRows(Place place, int size) {
        this.meter = new Meter(Meter.Clock.of(place));
        this.size = size;
    }

    /** A streamed row. */
    record Numbered(long id, String payload) {}

    /** A loaded row: about 100 bytes. */
    @Table(name = "reading")
    record Reading(@Id long id, String name, int amount, double price, Instant moment, String note) {}

    /** Lets all rows pass once. */
    private interface Pass {
        void run() throws SQLException;
    }

    /** Called for each row that passes; the time it takes to look at the heap is not counted. */
    private void pass() {
        if (++passed % Math.max(1, size / LOOKS) == 0 && look) {
            long started = meter.now();
            most = Math.max(most, Meter.liveHeap() - before);
            looking += meter.now() - started;
        }
    }

    private Figure figure(String work, Pass warm, Pass pass) throws SQLException {
        int times = Math.max(1, ENOUGH / size);
        for (int i = 0; i < times; i++) {
            warm.run();
        }
        double best = Double.MAX_VALUE;
        double bytes = Double.MAX_VALUE;
        int measured = Math.min(times, MOST_TIMES);
        before = Meter.liveHeap();
        for (int i = 1; i <= measured; i++) {
            look = i == measured;
            looking = 0;
            passed = 0;
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long started = meter.now();
            pass.run();
            best = Math.min(best, (double) (meter.now() - started - looking) / size);
            bytes = Math.min(bytes, (double) (THREADS.getCurrentThreadAllocatedBytes() - allocated) / size);
            if (passed != size) {
                throw new IllegalStateException(passed + " rows have passed instead of " + size);
            }
        }
        return new Figure(work, size, best, bytes, Math.max(0, most), "");
    }

    static List<Figure> streamed(Place place, int size) throws SQLException, IOException {
        try (Scratch scratch = new Scratch(place);
                Orm orm = Orm.open(scratch.config("rows"))) {
            ManyRows rows = new ManyRows(place, size);
            int few = Math.min(size, ENOUGH);
            return List.of(rows.figure(
                    "streamed into a record, a row", () -> rows.stream(orm, few), () -> rows.stream(orm, size)));
        }
    }

    private void stream(Orm orm, int rows) {
        String query = System.getProperty(GrowthRun.NUMBERS);
        orm.stream(
                Sql.of("select id, payload from (" + query + ") as numbers limit " + rows),
                Numbered.class,
                (Stream<Numbered> all) -> {
                    all.forEach(row -> pass());
                    return 0;
                });
    }

    static List<Figure> loaded(Place place, int size) throws SQLException, IOException {
        try (Scratch scratch = new Scratch(place);
                Orm orm = Orm.open(scratch.config("rows"))) {
            orm.execute(Sql.of(
                    "create table reading (id bigint primary key, name varchar(50) not null, amount int not null,"
                            + " price double precision not null, moment "
                            + (place.kind() == DatabaseKind.POSTGRES ? "timestamptz" : "datetime(6)")
                            + " not null, note varchar(100))"));
            ManyRows rows = new ManyRows(place, size);
            int few = Math.min(size, ENOUGH);
            try {
                return List.of(rows.figure(
                        "loaded by orm.bulk, a row",
                        () -> rows.load(orm, place, few),
                        () -> rows.load(orm, place, size)));
            } finally {
                orm.execute(Sql.of("drop table reading"));
            }
        }
    }

    /** An empty table costs little to make so again. */
    private void load(Orm orm, Place place, int rows) {
        long started = meter.now();
        orm.execute(Sql.of(place.isSqlite() ? "delete from reading" : "truncate table reading"));
        looking += meter.now() - started;
        orm.bulk(Reading.class)
                .insert(Stream.iterate(1L, id -> id <= rows, id -> id + 1)
                        .map(ManyRows::reading)
                        .peek(row -> pass())
                        .iterator());
    }

    private static Reading reading(long id) {
        return new Reading(
                id,
                "Reading number " + id,
                (int) (id * 37 % 100_000),
                id * 0.25,
                Instant.ofEpochSecond(1_700_000_000 + id, 123_456_000),
                "a note of some length, as notes are: " + id);
    }
}

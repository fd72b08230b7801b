package dev.cormorant.examples.demo;

import dev.cormorant.core.Database;
import dev.cormorant.core.DatabaseStats;
import dev.cormorant.migrations.MigrationResult;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.sql.Orm;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The steps of the demo, one after the other. */
final class Demo {

    private final Supplier<Orm> opening;
    private final boolean reset;
    private final Progress progress;

    Demo(Supplier<Orm> opening, boolean reset, Progress progress) {
        this.opening = opening;
        this.reset = reset;
        this.progress = progress;
    }

    /** What is known before the database is closed. */
    private record Work(
            Database database,
            MigrationResult migration,
            LoadResult load,
            List<Answer> answers,
            StreamResult stream,
            SavepointResult savepoint) {}

    /** Opens the database, does everything, closes it, and looks at what is left. */
    DemoReport run() {
        long startedAt = System.nanoTime();
        ThreadWatch threads = new ThreadWatch();
        Work work = work();
        DatabaseStats closed = work.database().stats();
        return new DemoReport(
                work.database().server(),
                work.database().config().url().redacted(),
                work.migration(),
                work.load(),
                work.answers(),
                work.stream(),
                work.savepoint(),
                closed.connections(),
                LeftOpen.of(closed, threads.left()),
                PeakHeap.bytes(),
                Duration.ofNanos(System.nanoTime() - startedAt));
    }

    private Work work() {
        try (Orm orm = open()) {
            MigrationResult migration = migrate(orm.database());
            LoadResult load = new Loading(orm, progress).run();
            List<Answer> answers = answers(orm);
            StreamResult stream = stream(orm, load.cities().rows());
            return new Work(orm.database(), migration, load, answers, stream, savepoint(orm));
        } finally {
            progress.clear();
        }
    }

    private Orm open() {
        progress.begin("connect");
        Orm orm = opening.get();
        progress.end(orm.database().server().product() + " "
                + orm.database().server().version());
        return orm;
    }

    private MigrationResult migrate(Database database) {
        progress.begin("schema");
        new DemoTables(database).prepare(reset);
        MigrationResult done = Migrator.of(database).migrate();
        progress.end(String.format(
                Locale.ROOT,
                "version %s, %d scripts applied",
                done.versionAfter().orElse("none"),
                done.applied().size()));
        return done;
    }

    private List<Answer> answers(Orm orm) {
        progress.begin("questions");
        List<Answer> answers = new Questions(orm).answers();
        progress.end(answers.size() + " answers");
        return answers;
    }

    private StreamResult stream(Orm orm, long expected) {
        progress.begin("stream");
        StreamResult result = new CityStream(orm, progress).read(expected);
        progress.end(String.format(
                Locale.ROOT,
                "%,d rows, %,d rows/s",
                result.cities().rows(),
                result.cities().perSecond()));
        return result;
    }

    private SavepointResult savepoint(Orm orm) {
        progress.begin("savepoint");
        SavepointResult result = new SavepointDemo(orm).run();
        progress.end(result.holds() ? "rolled back, all cities are there" : "rolled back, but cities are missing");
        return result;
    }
}

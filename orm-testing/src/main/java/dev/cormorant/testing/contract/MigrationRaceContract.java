package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.Database;
import dev.cormorant.migrations.AppliedMigration;
import dev.cormorant.migrations.MigrationResult;
import dev.cormorant.migrations.Migrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many migrators start at the same moment, with indexes that are made outside a transaction: one applies, all end well, and soon. */
@Timeout(1200)
@Tag("migrations")
public abstract class MigrationRaceContract extends DatabaseContract {

    /** How often they race; the system property says another number. */
    private static final int RACES = Integer.getInteger("orm.test.repeats.migrate-race", 2);

    private static final int AT_ONCE = 5;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** For subclasses of the driver modules. */
    protected MigrationRaceContract() {}

    @Test
    void appliesOnceAndLeavesNoInvalidIndex(@TempDir Path folder) throws Exception {
        String location = writeScripts(folder);
        Duration longest = Duration.ZERO;
        for (int race = 0; race < RACES; race++) {
            removeAll();
            for (MigrationResult result : race(location)) {
                longest = result.took().compareTo(longest) > 0 ? result.took() : longest;
                assertThat(result.versionAfter()).contains("3");
            }
            assertThat(number("select count(*) from racer")).isEqualTo(100);
            if (database().driver().equals("postgres")) {
                assertThat(number("select count(*) from pg_index where not indisvalid"))
                        .isZero();
                assertThat(number("select count(*) from pg_indexes where tablename = 'racer'"))
                        .isEqualTo(3);
            }
        }
        System.out.printf(
                "%s, %d races of %d: longest %d ms%n", testDatabase().kind(), RACES, AT_ONCE, longest.toMillis());
        assertThat(longest).isLessThan(LONGEST);
    }

    private List<MigrationResult> race(String location) throws Exception {
        CyclicBarrier start = new CyclicBarrier(AT_ONCE);
        List<Future<MigrationResult>> runs = new ArrayList<>();
        List<Database> databases = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Database own = Database.open(config().withName("racer-" + i));
            databases.add(own);
            runs.add(inBackground(() -> {
                start.await(10, TimeUnit.SECONDS);
                return Migrator.of(own).locations(location).migrate();
            }));
        }
        List<MigrationResult> results = new ArrayList<>();
        for (Future<MigrationResult> run : runs) {
            results.add(Workers.result(run));
        }
        databases.forEach(Database::close);
        assertThat(results.stream().flatMap(result -> result.applied().stream()))
                .extracting(AppliedMigration::description)
                .containsExactlyInAnyOrder("racer", "by name", "by number");
        return results;
    }

    private void removeAll() throws SQLException {
        run("drop table if exists racer");
        run(RunnerTables.drops());
    }

    private String writeScripts(Path folder) throws IOException {
        String concurrently = database().driver().equals("postgres") ? "concurrently " : "";
        StringBuilder rows =
                new StringBuilder("create table racer (id bigint primary key, name varchar(50), number int);\n");
        for (int i = 0; i < 100; i++) {
            rows.append("insert into racer values (").append(i).append(", 'x', 1);\n");
        }
        Files.writeString(folder.resolve("V1__racer.sql"), rows);
        Files.writeString(
                folder.resolve("V2__by_name.sql"), "create index " + concurrently + "racer_name on racer (name);\n");
        Files.writeString(
                folder.resolve("V3__by_number.sql"),
                "create index " + concurrently + "racer_number on racer (number);\n");
        return "filesystem:" + folder;
    }
}

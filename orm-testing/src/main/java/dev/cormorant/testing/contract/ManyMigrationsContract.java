package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.migrations.MigrationResult;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.migrations.cli.Cli;
import dev.cormorant.migrations.cli.Surroundings;
import dev.cormorant.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many generated migrations from empty; again there is nothing to do, and soon. The library and the command do the same. */
@Timeout(600)
@Tag("migrations")
public abstract class ManyMigrationsContract extends DatabaseContract {

    /** How many; the system property says another number. */
    private static final int MIGRATIONS = Integer.getInteger("orm.test.migrations", 20);

    private static final Duration NOTHING_TO_DO = Duration.ofSeconds(1);
    private static final int ROUNDS = 3;

    /** For subclasses of the driver modules. */
    protected ManyMigrationsContract() {}

    private static String writeScripts(Path folder) throws IOException {
        for (int i = 1; i <= MIGRATIONS; i++) {
            String sql =
                    switch (i % 4) {
                        case 1 -> "create table part_%1$d (id bigint primary key, name varchar(50));\n";
                        case 2 -> "insert into part_%2$d values (1, 'a; b'), (2, null);\n";
                        case 3 -> "create index part_%3$d_name on part_%3$d (name);\n";
                        default -> "alter table part_%4$d add column more int;\n";
                    };
            Files.writeString(folder.resolve("V" + i + "__step_" + i + ".sql"), sql.formatted(i, i - 1, i - 2, i - 3));
        }
        return "filesystem:" + folder;
    }

    @Test
    void appliesAllOnceAsLibraryAndAsCommand(@TempDir Path folder) throws IOException {
        Migrator migrator = Migrator.of(database()).locations(writeScripts(folder));
        MigrationResult first = migrator.migrate();
        assertThat(first.applied()).hasSize(MIGRATIONS);
        assertThat(first.versionAfter()).contains(Integer.toString(MIGRATIONS));
        Duration again = Duration.ofDays(1);
        for (int round = 0; round < ROUNDS; round++) {
            MigrationResult nothing = migrator.migrate();
            assertThat(nothing.applied()).isEmpty();
            again = nothing.took().compareTo(again) < 0 ? nothing.took() : again;
        }
        System.out.printf(
                "%s, %d migrations: %d ms, again %d ms%n",
                testDatabase().kind(), MIGRATIONS, first.took().toMillis(), again.toMillis());
        assertThat(again).isLessThan(NOTHING_TO_DO);
        try (TestDatabase byCommand = newDatabase()) {
            String out = command(byCommand, folder);
            assertThat(out).contains("\"versionAfter\" : \"" + MIGRATIONS + "\"");
            assertThat(out.split("\"script\"", -1)).hasSize(MIGRATIONS + 1);
            assertThat(command(byCommand, folder)).contains("\"applied\" : [ ]");
            try (var made = dev.cormorant.core.Database.open(config().withDatabase(byCommand.name()))) {
                assertThat(Migrator.of(made).snapshot().fingerprint())
                        .isEqualTo(migrator.snapshot().fingerprint());
            }
        }
    }

    private static String command(TestDatabase database, Path folder) {
        List<String> line = new ArrayList<>(List.of("migrate", "--json", "--location", folder.toString(), "--url"));
        line.add(database.jdbcUrl());
        Map<String, String> environment = Map.of();
        if (database.server().isPresent()) {
            line.addAll(List.of("--user", database.user(), "--password-env", "MANY_PASSWORD"));
            environment = Map.of("MANY_PASSWORD", database.password());
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings surroundings = new Surroundings(
                new BufferedReader(Reader.nullReader()),
                new PrintWriter(out),
                new PrintWriter(err),
                environment,
                false);
        assertThat(Cli.run(surroundings, List.of(), line.toArray(String[]::new)))
                .as(err.toString())
                .isZero();
        assertThat(err.toString()).isEmpty();
        return out.toString();
    }
}

package dev.cormorant.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The main job on every database. The expected figures come from the two data files, not from a run. */
final class DemoTest {

    private static final long CITIES = 135_233;

    @TempDir
    private Path folder;

    static Stream<Named<Supplier<TestDatabase>>> databases() {
        return Stream.of(
                Named.of("sqlite", TestDatabase::sqlite),
                Named.of("postgres", TestDatabase::postgres),
                Named.of("mysql", TestDatabase::mysql),
                Named.of("mariadb", TestDatabase::mariadb));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void doesItsWholeJobAndLeavesNothingOpen(Supplier<TestDatabase> databases) throws IOException {
        try (TestDatabase database = databases.get()) {
            OrmRun run = demoOn(database, "--json");

            assertThat(run.exitCode()).as(run.err()).isZero();
            Json report = Json.parse(run.out());
            assertLoaded(report);
            assertAnswers(report);
            assertRolledBack(report);
            assertNothingLeft(report);
            assertThat(database.serverSessions()).isZero();
        }
    }

    private static OrmRun demoOn(TestDatabase database, String... more) {
        Stream<String> account = database.user().isEmpty() ? Stream.of() : Stream.of("--user", database.user());
        String[] arguments = Stream.of(Stream.of("demo", "--url", database.jdbcUrl()), account, Stream.of(more))
                .flatMap(part -> part)
                .toArray(String[]::new);
        return OrmRun.of(Map.of("ORM_PASSWORD", database.password()), arguments);
    }

    @Test
    void keepsAFileThatTheUrlNamesAndFillsItAgainOnlyWhenToldTo() {
        Path file = folder.resolve("cities.db");
        String url = "jdbc:sqlite:" + file;

        OrmRun first = OrmRun.of("demo", "--url", url);
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(file).isNotEmptyFile();
        assertThat(first.out())
                .contains("The ten largest cities", "Bogotá", "left open", "leases 0, statements 0, transactions 0")
                .contains("GeoNames", "CC BY 4.0");

        OrmRun second = OrmRun.of("demo", "--url", url);
        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.err()).contains("already filled", "--reset");

        OrmRun again = OrmRun.of("demo", "--url", url, "--reset");
        assertThat(again.exitCode()).as(again.err()).isZero();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void refusesADatabaseThatHoldsSomethingElse(Supplier<TestDatabase> databases) throws SQLException {
        try (TestDatabase database = databases.get()) {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("create table invoice (id integer)");
            }
            OrmRun run = demoOn(database, "--reset");

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("invoice", "nothing was changed");
        }
    }

    @Test
    void removesItsTemporaryFolder() throws IOException {
        Json report = Json.parse(OrmRun.of("demo", "--json").out());
        String url = (String) report.at("database", "url");
        Path file = Path.of(url.substring("jdbc:sqlite:".length()));

        assertThat(file.getParent().getFileName().toString()).startsWith("cormorant-demo-");
        assertThat(file.getParent()).doesNotExist();
    }

    private static void assertLoaded(Json report) {
        assertThat(report.at("load", "cities")).isEqualTo(CITIES);
        assertThat(report.at("load", "countries")).isEqualTo(252L);
        assertThat(report.at("load", "languages")).isEqualTo(371L);
        assertThat(report.at("stream", "rows")).isEqualTo(CITIES);
        assertThat(report.at("stream", "population")).isEqualTo(3_133_032_118L);
        assertThat(report.at("stream", "countryCodes")).isEqualTo(246L);
    }

    private static void assertAnswers(Json report) {
        assertThat(rows(report, 0))
                .hasSize(10)
                .startsWith(
                        List.of("Shanghai", "China", "Asia", 22_315_474L),
                        List.of("Istanbul", "Türkiye", "Asia", 14_804_116L),
                        List.of("Buenos Aires", "Argentina", "South America", 13_076_300L))
                .endsWith(List.of("Delhi", "India", "Asia", 10_927_986L));
        assertThat(rows(report, 1))
                .hasSize(7)
                .startsWith(
                        List.of("Asia", 52L, 27_438L, 1_505_135_974L), List.of("Europe", 52L, 62_467L, 543_242_973L))
                .endsWith(List.of("Antarctica", 3L, 3L, 1_305L));
        assertThat(rows(report, 2))
                .containsExactly(
                        List.of("English", 68L, 11_982L),
                        List.of("Spanish", 24L, 3_576L),
                        List.of("Hindi", 2L, 2_953L),
                        List.of("French", 39L, 2_476L),
                        List.of("German", 5L, 2_175L));
        assertThat(rows(report, 3))
                .containsExactly(
                        List.of(11L, "Lima", "Peru", 7_737_002L),
                        List.of(12L, "Cairo", "Egypt", 7_734_614L),
                        List.of(13L, "Bogotá", "Colombia", 7_674_366L),
                        List.of(14L, "London", "United Kingdom", 7_556_900L),
                        List.of(15L, "Baghdad", "Iraq", 7_216_000L));
        assertThat(rows(report, 4))
                .hasSize(5)
                .startsWith(
                        List.of("Hong Kong", "Hong Kong", 7_012_738L, 73.1),
                        List.of("Taiwan", "Taipei", 7_871_900L, 55.2),
                        List.of("Somalia", "Mogadishu", 2_587_183L, 50.4));
    }

    private static List<List<Object>> rows(Json report, int answer) {
        return ((List<?>) report.at("answers", answer, "rows"))
                .stream()
                        .map(row -> List.<Object>copyOf(((Map<?, ?>) row).values()))
                        .toList();
    }

    private static void assertRolledBack(Json report) {
        assertThat(report.at("savepoint", "before")).isEqualTo(CITIES);
        assertThat(report.at("savepoint", "inserted")).isEqualTo(CITIES + 1);
        assertThat(report.at("savepoint", "savepointRolledBack")).isEqualTo(CITIES + 1);
        assertThat(report.at("savepoint", "after")).isEqualTo(CITIES);
    }

    private static void assertNothingLeft(Json report) {
        assertThat(report.at("leftOpen"))
                .isEqualTo(Map.of("leases", 0L, "executions", 0L, "transactions", 0L, "services", 0L, "threads", 0L));
        assertThat(report.at("connections", "givenBack")).isEqualTo(report.at("connections", "taken"));
        assertThat((Long) report.at("connections", "taken")).isPositive();
        assertThat(report.at("good")).isEqualTo(true);
    }
}

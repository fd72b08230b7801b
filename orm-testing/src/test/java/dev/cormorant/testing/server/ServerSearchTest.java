package dev.cormorant.testing.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The order of the ways to a server, and what is said about each. */
final class ServerSearchTest {
    private final List<String> printed = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void takesTheUrlOfTheEnvironmentFirst(ServerKind kind) throws Exception {
        TestServer running = TestServers.get(kind);
        String variable = "ORM_TEST_" + kind.name() + "_";
        Map<String, String> environment = Map.of(
                variable + "URL", running.jdbcUrl(kind.adminDatabase()),
                variable + "USER", running.adminUser(),
                variable + "PASSWORD", running.adminPassword());

        TestServer found = search(environment).find(kind);
        String database = found.createDatabase();
        assertThat(running.serverSessions(database)).isZero();
        found.close();

        assertThat(found.port()).isEqualTo(running.port());
        assertThat(found.isControllable()).isFalse();
        assertThatThrownBy(found::pause).isInstanceOf(UnsupportedOperationException.class);
        assertThat(printed)
                .singleElement()
                .asString()
                .contains(kind.label(), running.version(), variable + "URL", "ready in")
                .doesNotContain(running.adminPassword());
        assertThatThrownBy(() -> running.connect(database))
                .as("dropped by close")
                .isInstanceOf(Exception.class);
    }

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void saysInOneLineEachWhyAWayWasRefused(ServerKind kind) {
        Properties properties = new Properties();
        properties.setProperty("orm.test.sources", "environment,docker");
        properties.setProperty("orm.test.docker.timeout", "1");
        Map<String, String> environment = Map.of(
                "ORM_TEST_" + kind.name() + "_URL",
                "jdbc:" + kind.jdbcScheme() + "://127.0.0.1:1/x?password=s3cr3t-Canary!");
        properties.setProperty("orm.test." + kind.id() + ".image", "no-such-image-anywhere:0");

        assertThatThrownBy(() -> search(properties, environment).find(kind))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll(kind.label(), "environment refused", "docker refused");

        assertThat(printed).hasSize(2).allSatisfy(line -> assertThat(line)
                .contains(kind.label(), "refused: ")
                .doesNotContain("\n", "Canary"));
    }

    @ParameterizedTest
    @CsvSource({"jdbc:oracle:thin:@x", "postgres://user:s3cr3t-Canary!@host/db", "jdbc:sqlite:file.db"})
    void doesNotRepeatAUrlThatItCannotRead(String url) {
        assertThatThrownBy(() -> search(Map.of("ORM_TEST_POSTGRES_URL", url)).find(ServerKind.POSTGRES))
                .hasMessageContaining("ORM_TEST_POSTGRES_URL is not of the form jdbc:postgresql://")
                .hasMessageNotContaining("Canary");
    }

    @Test
    void doesNotTakeMariaDbForMySql() throws Exception {
        TestServer running = TestServers.get(ServerKind.MARIADB);
        Map<String, String> environment = Map.of(
                "ORM_TEST_MYSQL_URL", running.jdbcUrl("mysql").replace("jdbc:mysql", "jdbc:mariadb"),
                "ORM_TEST_MYSQL_USER", running.adminUser(),
                "ORM_TEST_MYSQL_PASSWORD", running.adminPassword());
        assertThatThrownBy(() -> search(environment).find(ServerKind.MYSQL))
                .hasMessageContaining("it is a MariaDB server");
    }

    @ParameterizedTest
    @CsvSource({"true,,true", "1,,true", "false,,false", ",,false", "true,skip,false", ",fail,true"})
    void failsInCiAndSkipsElsewhereUnlessToldOtherwise(String ci, String missing, boolean fails) {
        Properties properties = new Properties();
        if (missing != null) {
            properties.setProperty("orm.test.missing", missing);
        }
        ServerSettings settings = new ServerSettings(properties, ci == null ? Map.of() : Map.of("CI", ci));
        assertThat(settings.failsWhenMissing()).isEqualTo(fails);
    }

    @Test
    void refusesASettingThatMeansNothing() {
        ServerSettings settings = new ServerSettings(
                new Properties(), Map.of("ORM_TEST_MISSING", "ignore", "ORM_TEST_SOURCES", "embedded,cloud"));
        assertThatThrownBy(settings::failsWhenMissing)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("orm.test.missing", "ignore", "fail", "skip");
        assertThatThrownBy(settings::sources)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("orm.test.sources", "cloud", "installed");
    }

    private ServerSearch search(Map<String, String> environment) {
        Properties properties = new Properties();
        properties.setProperty("orm.test.sources", "environment");
        return search(properties, environment);
    }

    private ServerSearch search(Properties properties, Map<String, String> environment) {
        return new ServerSearch(ServerSource.allowedBy(new ServerSettings(properties, environment)), printed::add);
    }
}

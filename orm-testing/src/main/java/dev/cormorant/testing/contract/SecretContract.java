package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.Credentials;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.AuthenticationFailedException;
import dev.cormorant.core.error.ConfigurationException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.testing.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A password shows nowhere, in whatever way it was given, whether it was right or wrong. */
public abstract class SecretContract extends DatabaseContract {

    private static final String USER = "canary_user";
    private static final String SECRET_PART = "s3cr3t";

    /** For subclasses of the driver modules. */
    protected SecretContract() {}

    /** The ways to give a password, with the canary in each. */
    private Map<String, DatabaseConfig> ways(String user) {
        String url = testDatabase().jdbcUrl();
        String canary = Connecting.CANARY;
        Map<String, DatabaseConfig> ways = new LinkedHashMap<>();
        if (dialect().isServer()) {
            ways.put("user-info", DatabaseConfig.of(url.replace("://", "://" + user + ":" + canary + "@")));
            String parameters = (url.contains("?") ? "&" : "?") + "user=" + user + "&password=" + canary;
            ways.put("URL parameter", DatabaseConfig.of(url + parameters));
        } else {
            ways.put("URL parameter", DatabaseConfig.of(url + "?password=" + canary));
        }
        ways.put("property", DatabaseConfig.from(Map.of("url", url, "user", user, "password", canary)));
        ways.put(
                "environment",
                DatabaseConfig.fromEnvironment(Map.of("ORM_URL", url, "ORM_USER", user, "ORM_PASSWORD", canary)));
        ways.put("credential source", DatabaseConfig.of(url).withCredentials(() -> Credentials.of(user, canary)));
        return ways;
    }

    @BeforeEach
    final void makeTheAccount() throws SQLException {
        if (!dialect().isServer()) {
            return;
        }
        removeTheAccount();
        try (Connection outside = testDatabase().connect()) {
            if (testDatabase().kind() == DatabaseKind.POSTGRES) {
                Jdbc.run(outside, "create role " + USER + " login password '" + Connecting.CANARY + "'");
            } else {
                Jdbc.run(
                        outside,
                        "create user '" + USER + "'@'%' identified by '" + Connecting.CANARY + "'",
                        "grant all privileges on `" + testDatabase().name() + "`.* to '" + USER + "'@'%'");
            }
        }
    }

    @AfterEach
    final void removeTheAccount() throws SQLException {
        if (!dialect().isServer()) {
            return;
        }
        try (Connection outside = testDatabase().connect()) {
            boolean postgres = testDatabase().kind() == DatabaseKind.POSTGRES;
            Jdbc.run(outside, postgres ? "drop role if exists " + USER : "drop user if exists '" + USER + "'@'%'");
        }
    }

    private static void assertHidden(String where, String text) {
        assertThat(text.contains(SECRET_PART) || text.contains("Canary"))
                .as("the secret shows in %s:%n%s", where, lineOf(text))
                .isFalse();
    }

    private static String lineOf(String text) {
        return text.lines()
                .filter(line -> line.contains(SECRET_PART) || line.contains("Canary"))
                .findFirst()
                .orElse("");
    }

    @Test
    void showsNoPasswordThatIsRight() throws Exception {
        for (Map.Entry<String, DatabaseConfig> way : ways(USER).entrySet()) {
            List<String> texts = new ArrayList<>();
            try (LogCapture log = LogCapture.start();
                    FlightRecording recording = FlightRecording.start()) {
                texts.addAll(textsOfWork(way.getValue()));
                texts.add(log.text());
                texts.add(recording.events().toString());
                assertThat(log.text()).as("what was logged").contains("DEBUG dev.cormorant.core");
            }
            texts.forEach(text -> assertHidden(way.getKey(), text));
        }
    }

    private List<String> textsOfWork(DatabaseConfig config) throws Exception {
        List<String> texts =
                new ArrayList<>(List.of(config.toString(), config.url().toString()));
        Throwable refused = catchThrowable(() -> {
            try (Database database = Database.open(config);
                    Connection connection = database.connection(Access.READ, "look")) {
                assertThat(Jdbc.number(connection, "select 42")).isEqualTo(42);
                Throwable failed = catchThrowable(() -> Jdbc.number(connection, "select nothing from nowhere"));
                texts.addAll(List.of(Texts.of(failed), Texts.of(meaning(database, failed))));
                texts.addAll(List.of(database.toString(), database.stats().toString(), connection.toString()));
                texts.addAll(List.of(
                        database.dataSource().toString(), database.leases().toString()));
                texts.add(Texts.ofMBeans());
            }
        });
        if (refused != null) {
            // An SQLite file has no password, so that giving one may be refused; a server's must be right.
            assertThat(dialect().isServer()).as("refused: %s", refused).isFalse();
            assertThat(refused).isInstanceOf(OrmException.class);
            texts.add(Texts.of(refused));
        }
        return texts;
    }

    @Test
    void takesNoPasswordAsADriverProperty() {
        Throwable refused = catchThrowable(() -> config().withDriverProperty("password", Connecting.CANARY));
        assertThat(refused).isInstanceOf(ConfigurationException.class);
        assertHidden("driver property", Texts.of(refused));
    }

    @Test
    void showsNoPasswordThatIsWrong() throws Exception {
        if (!dialect().isServer()) {
            assertThat(config().password().isPresent())
                    .as("SQLite has no password")
                    .isFalse();
            return;
        }
        for (Map.Entry<String, DatabaseConfig> way : ways(testDatabase().user()).entrySet()) {
            try (LogCapture log = LogCapture.start()) {
                Throwable thrown =
                        catchThrowable(() -> Database.open(way.getValue()).close());
                assertThat(thrown).as(way.getKey()).isInstanceOf(AuthenticationFailedException.class);
                assertHidden(way.getKey(), Texts.of(thrown));
                assertHidden(way.getKey(), log.text());
                assertHidden(way.getKey(), Texts.ofMBeans());
            }
        }
    }
}

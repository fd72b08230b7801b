package dev.cormorant.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConnectionUrlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
            jdbc:postgresql://localhost:5432/app            | postgresql | localhost   | 5432  | app
            jdbc:postgresql://localhost/app                 | postgresql | localhost   | -     | app
            jdbc:postgresql://localhost                     | postgresql | localhost   | -     | -
            jdbc:postgresql://localhost/                    | postgresql | localhost   | -     | -
            jdbc:postgresql:///app                          | postgresql | -           | -     | app
            jdbc:postgresql:app                             | postgresql | -           | -     | app
            jdbc:postgresql:                                | postgresql | -           | -     | -
            jdbc:postgresql://[::1]:5432/app                | postgresql | ::1         | 5432  | app
            jdbc:postgresql://[fe80::1%eth0]/app            | postgresql | fe80::1%eth0 | -    | app
            jdbc:postgresql://[2001:db8::ff00:42:8329]:1/a  | postgresql | 2001:db8::ff00:42:8329 | 1 | a
            jdbc:postgresql://one:5432,two:5433/app         | postgresql | one         | 5432  | app
            jdbc:postgresql://db/with%20space%2Fslash       | postgresql | db          | -     | with space/slash
            jdbc:mysql://127.0.0.1:3306/app                 | mysql      | 127.0.0.1   | 3306  | app
            jdbc:mysql:///app                               | mysql      | -           | -     | app
            jdbc:mariadb://db.example.org:65535/app         | mariadb    | db.example.org | 65535 | app
            jdbc:sqlite:cities.db                           | sqlite     | -           | -     | cities.db
            jdbc:sqlite:/var/data/cities.db                 | sqlite     | -           | -     | /var/data/cities.db
            jdbc:sqlite:C:\\data\\cities.db                 | sqlite     | -           | -     | C:\\data\\cities.db
            jdbc:sqlite:C:/my data/cities.db                | sqlite     | -           | -     | C:/my data/cities.db
            jdbc:sqlite::memory:                            | sqlite     | -           | -     | :memory:
            jdbc:sqlite:                                    | sqlite     | -           | -     | -
            jdbc:sqlite:file:/var/data/cities.db            | sqlite     | -           | -     | file:/var/data/cities.db
            jdbc:sqlite:file:///var/a%3Db.db                | sqlite     | -           | -     | file:///var/a%3Db.db
            jdbc:sqlite:/home/me@home.org/cities.db         | sqlite     | -           | -     | /home/me@home.org/cities.db
            jdbc:h2:mem:test                                | h2         | -           | -     | mem:test
            jdbc:other://host:1/app                         | other      | host        | 1     | app
            """)
    void takesUrlsApart(String url, String scheme, String host, Integer port, String database) {
        ConnectionUrl parsed = ConnectionUrl.parse(url);
        assertThat(parsed.scheme()).isEqualTo(scheme);
        assertThat(parsed.host().orElse(null)).isEqualTo(host);
        assertThat(parsed.port()).isEqualTo(port == null ? OptionalInt.empty() : OptionalInt.of(port));
        assertThat(parsed.database().orElse(null)).isEqualTo(database);
        assertThat(parsed.user()).isEmpty();
        assertThat(parsed.password()).isEqualTo(Secret.none());
        assertThat(ConnectionUrl.parse(parsed.base())).isEqualTo(parsed);
        assertThat(parsed.base()).isEqualTo(url.matches("[^/]*//[^/]+") ? url + "/" : url);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
            jdbc:postgresql://app:secret@db/x                          | app   | secret
            jdbc:postgresql://app:se@cr@et@db/x                        | app   | se@cr@et
            jdbc:postgresql://app:se:cr#et&=@db/x                      | app   | se:cr#et&=
            jdbc:postgresql://app:%40%3A%2F%3F%23%26%25%2B@[::1]:1/x   | app   | @:/?#&%+
            jdbc:postgresql://app:a+b@db/x                             | app   | a+b
            jdbc:postgresql://app@db/x                                 | app   | -
            jdbc:postgresql://app:@db/x                                | app   | ''
            jdbc:postgresql://me%40org:p@db/x                          | me@org | p
            jdbc:postgresql://app:p@one:1,two:2/x                      | app   | p
            jdbc:postgresql://db/x?user=app&password=%40%3A%2F%3F%23%26 | app  | @:/?#&
            jdbc:postgresql://db/x?password=p=q@r&user=app             | app   | p=q@r
            jdbc:postgresql://app@db/x?password=p                      | app   | p
            jdbc:mysql://db/x?User=app&PASSWORD=p%C3%A9                | app   | pé
            jdbc:mariadb://app:p,q@db/x                                | app   | p,q
            jdbc:sqlite:x.db?password=p%41                             | -     | p%41
            """)
    void takesCredentialsOutOfUserInfoAndParameters(String url, String user, String password) {
        ConnectionUrl parsed = ConnectionUrl.parse(url);
        assertThat(parsed.user().orElse(null)).isEqualTo(user);
        assertThat(parsed.password()).isEqualTo(password == null ? Secret.none() : Secret.of(password));
        assertThat(parsed.parameters()).isEmpty();
        assertThat(parsed.secretParameters()).isEmpty();
        assertThat(parsed.toString()).isEqualTo(parsed.base()).doesNotContainIgnoringCase("user", "password");
        assertThat(parsed.withoutCredentials().user()).isEmpty();
        assertThat(parsed.withoutCredentials().password()).isEqualTo(Secret.none());
    }

    @Test
    void decodesParametersInTheirOrder() {
        ConnectionUrl url = ConnectionUrl.parse(
                "jdbc:postgresql://db/x?sslmode=require&options=-c%20a=b&sslpassword=q" + "&applicationName=x&empty=");
        assertThat(url.parameters())
                .containsExactly(
                        Map.entry("sslmode", "require"),
                        Map.entry("options", "-c a=b"),
                        Map.entry("applicationName", "x"),
                        Map.entry("empty", ""));
        assertThat(url.secretParameters()).containsExactly(Map.entry("sslpassword", Secret.of("q")));
        assertThat(url.base()).isEqualTo("jdbc:postgresql://db/x");
    }

    @Test
    void leavesSqliteParametersAsTheyAre() {
        ConnectionUrl url = ConnectionUrl.parse("jdbc:sqlite:file:x.db?mode=memory&cache=shared&journal_mode=%41+");
        assertThat(url.parameters())
                .containsExactly(
                        Map.entry("mode", "memory"), Map.entry("cache", "shared"), Map.entry("journal_mode", "%41+"));
        assertThat(url.base()).isEqualTo("jdbc:sqlite:file:x.db");
        assertThat(ConnectionUrl.parse("jdbc:sqlite:x.db?").parameters()).isEmpty();
    }

    @Test
    void showsHarmlessParametersAndHidesTheValuesOfOthers() {
        String url = "jdbc:mysql://app:p@db:3306/x?sslMode=REQUIRED&sessionVariables=a%3D'b'"
                + "&trustCertificateKeyStorePassword=q&pasword=r&hexky=s&characterEncoding=utf8";
        assertThat(ConnectionUrl.parse(url))
                .hasToString("jdbc:mysql://db:3306/x?sslMode=REQUIRED&sessionVariables=***&characterEncoding=***");
    }

    @Test
    void hidesTheTextOfADatabaseWhosePasswordsItCannotTell() {
        ConnectionUrl url = ConnectionUrl.parse("jdbc:oracle:thin:scott/tiger:x?a=1");
        assertThat(url).hasToString("jdbc:oracle:***?a=1");
        assertThat(url.base()).isEqualTo("jdbc:oracle:thin:scott/tiger:x");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/shoppassword-x?ssl=true, jdbc:postgresql://db/***?ssl=true",
        "jdbc:postgresql:shoppassword-x, jdbc:postgresql:***",
        "jdbc:sqlite:/data/shop.db-password-x, jdbc:sqlite:***",
        "jdbc:sqlite:/run/secrets/shop.db, jdbc:sqlite:/run/secrets/shop.db",
    })
    void hidesADatabaseThatLooksLikeAParameterWithoutItsSeparator(String url, String shown) {
        assertThat(ConnectionUrl.parse(url)).hasToString(shown);
        assertThat(DatabaseConfig.of(url).name()).doesNotContain("password");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://u:p@db:5432/a?ssl=true, b c, jdbc:postgresql://db:5432/b%20c?ssl=true",
        "jdbc:postgresql://db, b, jdbc:postgresql://db/b",
        "jdbc:postgresql:a, b, jdbc:postgresql:b",
        "jdbc:postgresql://[::1]:1/a, b, jdbc:postgresql://[::1]:1/b",
        "jdbc:mysql:///a, b/c, jdbc:mysql:///b%2Fc",
        "jdbc:sqlite:/data/a.db?foreign_keys=true, /data/b.db, jdbc:sqlite:/data/b.db?foreign_keys=true",
    })
    void movesToAnotherDatabase(String url, String database, String moved) {
        ConnectionUrl other = ConnectionUrl.parse(url).withDatabase(database);
        assertThat(other).hasToString(moved);
        assertThat(other.database()).hasValue(database);
        assertThat(other.password()).isEqualTo(ConnectionUrl.parse(url).password());
    }
}

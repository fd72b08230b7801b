package dev.cormorant.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cormorant.core.driver.ServerFacts;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which server it is, by the version that it gives. */
final class ServerTest {

    @ParameterizedTest
    @CsvSource({
        "8.0.15, MySQL, 8.0.15, MYSQL",
        "8.4.3-log, MySQL, 8.4.3, MYSQL",
        "8.0.mysql_aurora.3.04.0, MySQL, 8.0.mysql_aurora, MYSQL",
        "9.5.0, MySQL, 9.5.0, MYSQL",
        "5.5.5-10.11.19-MariaDB-0+deb12u1, MariaDB, 10.11.19, MARIADB",
        "5.7.9-10.6.4-MariaDB-log, MariaDB, 10.6.4, MARIADB",
        "11.4.5-MariaDB, MariaDB, 11.4.5, MARIADB"
    })
    void tellsMysqlFromMariadb(String given, String product, String version, String dialect) throws SQLException {
        assertThat(Server.facts(given)).isEqualTo(new ServerFacts(product, version, dialect));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7.44-log", "5.5.5-10.4.2-MariaDB", "10.4.2-MariaDB", "5.1.73"})
    void refusesAnOldServerAndSaysWhichIsNewEnough(String given) {
        assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
                .isThrownBy(() -> Server.facts(given))
                .withMessageContaining("too old")
                .withMessageContaining("or newer is needed");
    }

    @Test
    void refusesWhatIsNeither() {
        assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
                .isThrownBy(() -> Server.facts("duck"))
                .withMessageContaining("neither MySQL nor MariaDB");
    }
}

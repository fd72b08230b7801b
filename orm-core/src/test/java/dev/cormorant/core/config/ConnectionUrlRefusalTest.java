package dev.cormorant.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.cormorant.core.error.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In each URL, the words that must not be quoted are {@code canary} and {@code kanari}. */
final class ConnectionUrlRefusalTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            textBlock =
                    """
            |blank
             jdbc:sqlite:x|white space
            jdbc:sqlite:x |white space
            postgresql://app:canary@db/x|must begin with jdbc:
            JDBC:sqlite:canary|must begin with jdbc:
            jdbc:Sqlite:canary|must begin with jdbc:
            jdbc:canary|must begin with jdbc:
            jdbc:postgresql://app:can/ary:canary@db/x|host or port is malformed
            jdbc:postgresql://app:canary/db|host or port is malformed
            jdbc:postgresql://app:canary?kanari@db/x|host or port is malformed
            jdbc:postgresql://app:12/canary@db/x|the database is malformed
            jdbc:postgresql://app:12?canary@db/x|parameter 1 is not name=value
            jdbc:postgresql://app:12?x=canary@db/x|parameter 1 holds '@'
            jdbc:postgresql://db/a/canary|the database is malformed
            jdbc:postgresql://db/can:ary-canary|the database is malformed
            jdbc:postgresql:app:canary@db/x|the database is malformed
            jdbc:postgresql:/app:canary@db/x|the database is malformed
            jdbc:postgresql://db:0/x|the port must be 1 to 65535
            jdbc:postgresql://db:65536/x|the port must be 1 to 65535
            jdbc:postgresql://::1:5432/x|[IPv6]:port
            jdbc:postgresql://one,,two/x|host or port is malformed
            jdbc:postgresql://app:canary@one,bob:kanari@two/x|in front of the first host only
            jdbc:postgresql://app@canary@db/x|the user in front of ':'
            jdbc:postgresql://app%3Acanary@db/x|the user in front of ':'
            jdbc:postgresql://:canary@db/x|the user in front of ':' is empty
            jdbc:postgresql://app:canary%zz@db/x|the password is not percent-encoded
            jdbc:postgresql://app:canary%4@db/x|the password is not percent-encoded
            jdbc:postgresql://app:canary%FF@db/x|the password is not percent-encoded
            jdbc:postgresql://canary%0A:x@db/x|the user is not percent-encoded
            jdbc:postgresql://db/x?canary|parameter 1 is not name=value
            jdbc:postgresql://db/x?ssl=true&=canary|parameter 2 is not name=value
            jdbc:postgresql://db/x?ssl=true&|parameter 2 is not name=value
            jdbc:postgresql://db/x?a!canary=1|malformed name
            jdbc:postgresql://db/x?a=canary%|value of parameter 1 is not percent-encoded
            jdbc:postgresql://db/x?sslMode=canary&sslmode=kanari|parameter 2 is given twice
            jdbc:postgresql://db/x?user=a&user=canary|the user is given twice
            jdbc:postgresql://app:canary@db/x?password=kanari|the password is given twice
            jdbc:postgresql://app:canary@db/x?user=kanari|the user is given twice
            jdbc:postgresql://db/x?user=apppassword=canary|the parameter user
            jdbc:mysql://one:1,two:2/x|several hosts
            jdbc:mysql://app:canary@one:1,app:kanari@two:2/x|in front of the first host only
            jdbc:mysql://address=(host=db)(password=canary)/x|key-value
            jdbc:mysql://app:kanari@address=(host=db)(password=canary)/x|key-value
            jdbc:mysql://(host=db,password=canary)/x|key-value
            jdbc:mysql:loadbalance://app:canary@one,two/x|jdbc:mysql://host:port/database
            jdbc:mysql:replication://app:canary@one,two/x|jdbc:mysql://host:port/database
            jdbc:mysql+srv://app:canary@one/x|jdbc:mysql://host:port/database
            jdbc:mariadb:sequential://app:canary@one,two/x|jdbc:mariadb://host:port/database
            jdbc:sqlite:x.db&password=canary|the file name holds
            jdbc:sqlite://app:canary@db/x|SQLite opens a file
            jdbc:sqlite:x.db?canary|parameter 1 is not name=value
            jdbc:h2:mem:test;PASSWORD=canary|"driver.<property>"
            jdbc:oracle:thin:scott/canary@db:1521:x|"driver.<property>"
            jdbc:post:gresql://app:canary|"driver.<property>"
            """)
    void saysWhichPartIsWrongAndQuotesNone(String url, String reason) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ConnectionUrl.parse(url == null ? "" : url))
                .withMessageContaining(reason)
                .withNoCause()
                .satisfies(refusal -> assertThat(refusal.getMessage())
                        .doesNotContainIgnoringCase("canary", "kanari", "can/", "can:"));
    }

    @Test
    void refusesALineBreakThatWouldForgeALogLine() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ConnectionUrl.parse("jdbc:sqlite:a\nb"))
                .withMessageContaining("control character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb"})
    void refusesToMoveToANamelessDatabase(String database) {
        for (String url : new String[] {"jdbc:sqlite:x.db", "jdbc:postgresql://db/x"}) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> ConnectionUrl.parse(url).withDatabase(database));
        }
    }

    @Test
    void refusesASqliteFileThatWouldReadAsParameters() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ConnectionUrl.parse("jdbc:sqlite:x.db").withDatabase("y.db?mode=ro"));
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException().isThrownBy(() -> ConnectionUrl.parse(null));
    }
}

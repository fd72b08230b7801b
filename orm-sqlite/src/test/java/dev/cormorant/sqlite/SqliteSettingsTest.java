package dev.cormorant.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cormorant.core.config.Credentials;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.ConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteOpenMode;

final class SqliteSettingsTest {

    private static SqliteSettings settings(String url) {
        return SqliteSettings.of(DatabaseConfig.of(url));
    }

    @Test
    void setsWhatAFileNeedsInTheOrderThatSqliteNeeds() {
        SqliteSettings settings = settings("jdbc:sqlite:a.db?synchronous=FULL&page_size=8192&cache_size=-4000");
        assertThat(settings.pragmas(Access.WRITE))
                .containsExactly(
                        "pragma page_size = 8192",
                        "pragma journal_mode = wal",
                        "pragma synchronous = FULL",
                        "pragma foreign_keys = true",
                        "pragma cache_size = -4000");
        assertThat(settings.pragmas(Access.READ))
                .containsExactly("pragma foreign_keys = true", "pragma cache_size = -4000");
    }

    @Test
    void waitsForOtherProcessesNoLongerThanTheConnectMayTake() {
        SqliteSettings settings = settings("jdbc:sqlite:a.db");
        assertThat(settings.busyTimeoutMillis()).isEqualTo(5000);
        assertThat(settings.properties(Access.WRITE, Duration.ofSeconds(1)))
                .containsEntry("busy_timeout", "1000")
                .containsEntry("open_mode", flags(SQLiteOpenMode.READWRITE, SQLiteOpenMode.CREATE));
        assertThat(settings.properties(Access.READ, Duration.ofSeconds(10)))
                .containsEntry("busy_timeout", "5000")
                .containsEntry("open_mode", flags(SQLiteOpenMode.READWRITE));
    }

    /** Each with none of SQLite's own locks of a connection. */
    private static String flags(SQLiteOpenMode... modes) {
        return Integer.toString(
                Arrays.stream(modes).mapToInt(mode -> mode.flag).reduce(SQLiteOpenMode.NOMUTEX.flag, (a, b) -> a | b));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "enable_load_extension=true",
                "open_mode=1",
                "transaction_mode=DEFERRED",
                "shared_cache=true",
                "cache=shared",
                "locking_mode=EXCLUSIVE",
                "read_uncommitted=true",
                "hexkey_mode=sse",
                "user_version=3",
                "vfs=unix-none",
                "nolock=1",
                "immutable=1",
                "query_only=0",
                "jdbc.explicit_readonly=true",
                "temp_store_directory=x",
                "count_changes=1",
                "writable_schema=1",
                "no_such_parameter=1"
            })
    void refusesAParameterThatWouldBreakAPromise(String parameter) {
        String name = parameter.substring(0, parameter.indexOf('='));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> settings("jdbc:sqlite:a.db?" + parameter))
                .withMessageContaining("\"" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "journal_mode=OFF",
                "journal_mode=MEMORY",
                "synchronous=OFF",
                "synchronous=0",
                "busy_timeout=600001",
                "busy_timeout=-1",
                "busy_timeout=soon",
                "foreign_keys=perhaps",
                "mode=ro",
                "cache_size=1; attach 'canary' as x",
                "encoding=UTF-8\"; drop table x",
                "date_string_format=yyyy\"x"
            })
    void refusesAValueThatDoesNotFitAndQuotesNoneOfIt(String parameter) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> settings("jdbc:sqlite:a.db?" + parameter))
                .withMessageContaining("\"" + parameter.substring(0, parameter.indexOf('=')) + "\"")
                .withMessageContaining("allowed: ")
                .withMessageNotContaining("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "journal_mode=PERSIST",
                "synchronous=EXTRA",
                "busy_timeout=0",
                "busy_timeout=600000",
                "foreign_keys=off",
                "mode=rw",
                "temp_store=memory",
                "limit_variable_number=10",
                "encoding=UTF-16le",
                "date_class=text",
                "mmap_size=268435456",
                "secure_delete=fast"
            })
    void takesWhatChangesNoPromise(String parameter) {
        assertThatCode(() -> settings("jdbc:sqlite:a.db?" + parameter)).doesNotThrowAnyException();
    }

    @Test
    void refusesWhatSqliteDoesNotHave() {
        DatabaseConfig config = DatabaseConfig.of("jdbc:sqlite:a.db");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> SqliteSettings.of(config.withUser("root")))
                .withMessageContaining("has neither");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> SqliteSettings.of(config.withPassword("s3cr3t-Canary!")))
                .withMessageContaining("has neither")
                .withMessageNotContaining("s3cr3t-Canary!");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> SqliteSettings.of(config.withCredentials(() -> Credentials.of("root", "s3cr3t"))))
                .withMessageContaining("has neither");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> settings("jdbc:sqlite::resource:http://example.org/a.db"))
                .withMessageContaining("resource");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> settings("jdbc:sqlite::memory:?journal_mode=WAL"))
                .withMessageContaining("needs a file");
    }

    @ParameterizedTest
    @CsvSource({
        "/data/a.db, /data/a.db",
        "file:/data/a.db, /data/a.db",
        "file:///data/a.db, /data/a.db",
        "file://localhost/data/a.db, /data/a.db",
        "file:/data/a%20b%3F+c.db#part, /data/a b?+c.db",
        "file:/data/%C3%A4.db, /data/ä.db"
    })
    void understandsFileUris(String text, String path) {
        SqliteLocation location = settings("jdbc:sqlite:" + text).location();
        assertThat(location.file()).contains(Path.of(path).toAbsolutePath());
        assertThat(location.name()).isEqualTo(Path.of(path).toAbsolutePath().toString());
        assertThat(location.create()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file://otherhost/a.db", "file:/a%zz.db", "file:/a%00.db"})
    void refusesAFileUriThatNamesNoFileHere(String text) {
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> settings("jdbc:sqlite:" + text));
    }

    @Test
    void makesARelativeNameAbsolute() {
        assertThat(settings("jdbc:sqlite:a.db").location().name())
                .isEqualTo(Path.of("a.db").toAbsolutePath().toString());
    }
}

package dev.cormorant.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cormorant.core.error.ConfigurationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseConfigTest {
    private final DatabaseConfig config = DatabaseConfig.of("jdbc:postgresql://app:pw@db:5432/shop?sslmode=require");

    @Test
    void takesTheCredentialsOutOfTheUrl() {
        assertThat(config.user()).hasValue("app");
        assertThat(config.password()).isEqualTo(Secret.of("pw"));
        assertThat(config.url()).isEqualTo(ConnectionUrl.parse("jdbc:postgresql://db:5432/shop?sslmode=require"));
    }

    @Test
    void refusesAUrlThatStillHoldsCredentials() {
        ConnectionUrl url = ConnectionUrl.parse("jdbc:postgresql://app:canary@db/shop");
        Preset preset = Preset.TEST;
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new DatabaseConfig(
                        "shop",
                        url,
                        Credentials.of("app", Secret.none()),
                        DriverProperties.none(),
                        preset.pool(),
                        preset.statements(),
                        preset.transactions(),
                        preset.monitor(),
                        preset.close()))
                .withMessageContaining("url.withoutCredentials()")
                .withMessageNotContaining("canary");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/shop, postgresql-shop",
        "jdbc:postgresql://db, postgresql",
        "jdbc:mysql://db/a%20b%2Fc, mysql-c",
        "jdbc:sqlite:/data/cities.db, sqlite-cities.db",
        "jdbc:sqlite:C:\\data\\my cities.db, sqlite-my_cities.db",
        "jdbc:sqlite::memory:, sqlite-memory",
        "jdbc:sqlite:file:x?mode=memory, sqlite-file_x",
        "jdbc:other+x:y, other_x",
        "jdbc:other+x://db/y, other_x-y",
    })
    void isNamedAfterSchemeAndDatabase(String url, String name) {
        assertThat(DatabaseConfig.of(url).name()).isEqualTo(name);
    }

    @Test
    void keepsALongDefaultNameLegal() {
        assertThat(DatabaseConfig.of("jdbc:sqlite:" + "x".repeat(300)).name()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "a:b", "jdbc:postgresql://app:canary@db/x", "é"})
    void refusesANameThatIsNoLabelAndDoesNotQuoteIt(String name) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> config.withName(name))
                .withMessage("name must be 1 to 64 of the characters A-Z a-z 0-9 _ . -");
    }

    @Test
    void changesOnePartAndKeepsTheRest() {
        DatabaseConfig changed = config.withName("orders")
                .withUser("bob")
                .withPassword("other")
                .withDriverProperty("ApplicationName", "shop")
                .withPool(pool -> pool.withMaxSize(20)
                        .withMinIdle(2)
                        .withAcquireTimeout(Duration.ofSeconds(1))
                        .withConnectTimeout(Duration.ofSeconds(2))
                        .withConnectRetries(3)
                        .withMaxWaiters(4)
                        .withIdleTimeout(Duration.ofMinutes(1))
                        .withMaxLifetime(Duration.ofMinutes(5))
                        .withKeepAlive(Duration.ZERO))
                .withStatements(statements -> statements
                        .withTimeout(Duration.ofSeconds(1))
                        .withSlowQuery(Duration.ofSeconds(2))
                        .withComment(true)
                        .withRowsWarnAt(1)
                        .withRowsRefuseAt(2)
                        .withFetchSize(3)
                        .withPlainSelects(PlainSelects.BUFFER)
                        .withCacheSize(4))
                .withTransactions(transactions -> transactions
                        .withMaxWait(Duration.ofSeconds(1))
                        .withTimeout(Duration.ofSeconds(2))
                        .withRetries(3)
                        .withRetryLockTimeouts(true))
                .withMonitor(monitor ->
                        monitor.withMemoryCheck(Duration.ofSeconds(9)).withLeaks(leaks -> leaks.withUses(7)))
                .withClose(close -> close.withDrain(Duration.ofSeconds(1)).withGrace(Duration.ofSeconds(2)));
        assertThat(changed)
                .isEqualTo(new DatabaseConfig(
                        "orders",
                        config.url(),
                        Credentials.of("bob", "other"),
                        DriverProperties.none().with("ApplicationName", "shop"),
                        new PoolConfig(
                                20,
                                2,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                3,
                                4,
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(5),
                                Duration.ZERO),
                        new StatementConfig(
                                Duration.ofSeconds(1), Duration.ofSeconds(2), true, 1, 2, 3, PlainSelects.BUFFER, 4),
                        new TransactionConfig(Duration.ofSeconds(1), Duration.ofSeconds(2), 3, true),
                        config.monitor().withMemoryCheck(Duration.ofSeconds(9)).withLeaks(leaks -> leaks.withUses(7)),
                        new CloseConfig(Duration.ofSeconds(1), Duration.ofSeconds(2))));
        assertThat(changed.withPool(config.pool())
                        .withStatements(config.statements())
                        .withTransactions(config.transactions())
                        .withClose(config.close())
                        .pool())
                .isEqualTo(config.pool());
    }

    @Test
    void asksASourceInsteadOfKeepingUserAndPassword() {
        CredentialSource source = () -> Credentials.of("bob", "canary");
        DatabaseConfig asking = config.withCredentials(source);
        assertThat(asking.credentials()).isSameAs(source);
        assertThat(asking.user()).isEmpty();
        assertThat(asking.password()).isEqualTo(Secret.none());
        assertThat(asking.withDatabase("other").with("pool.max-size", "2").credentials())
                .isSameAs(source);
        assertThat(asking.with("user", "eve").credentials()).isEqualTo(Credentials.of("eve", Secret.none()));
        assertThat(asking.toString()).contains("credentials=from a source").doesNotContain("canary");
        assertThat(SettingsDifference.between(asking, asking)).isEmpty();
        assertThat(SettingsDifference.between(asking, config.withCredentials(() -> Credentials.none())))
                .containsExactly("the source of credentials differs");
    }

    @Test
    void followsToAnotherDatabaseWithItsDefaultNameButNotWithAGivenOne() {
        DatabaseConfig tenant = config.withDatabase("tenant_a");
        assertThat(tenant.name()).isEqualTo("postgresql-tenant_a");
        assertThat(tenant.url().redacted()).isEqualTo("jdbc:postgresql://db:5432/tenant_a?sslmode=require");
        assertThat(tenant.password()).isEqualTo(config.password());
        assertThat(config.withName("orders").withDatabase("tenant_a").name()).isEqualTo("orders");
    }

    @Test
    void joinsUrlParametersAndDriverProperties() {
        DatabaseConfig both = config.with("driver.ApplicationName", "shop").with("driver.ApplicationName", "till");
        assertThat(both.parameters().plain()).hasToString("{sslmode=require, ApplicationName=till}");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> config.with("driver.sslMode", "disable"))
                .withMessageContainingAll("\"sslMode\"", "given twice");
    }

    @Test
    void refusesToChangeWhatItBeginsWith() {
        for (String key : new String[] {"url", "jdbcUrl", "preset"}) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> config.with(key, "test"))
                    .withMessageContaining("cannot be changed");
        }
    }

    @Test
    void showsEverySettingButNoSecret() {
        assertThat(config.withDriverProperty("sslpassword", "q"))
                .hasToString(
                        "DatabaseConfig[url=jdbc:postgresql://db:5432/shop?sslmode=require, user=app, password=***,"
                                + " name=postgresql-shop, pool.max-size=5, pool.min-idle=1, pool.acquire-timeout=5s,"
                                + " pool.connect-timeout=15s, pool.connect-retries=0, pool.max-waiters=50,"
                                + " pool.idle-timeout=2min, pool.max-lifetime=30min, pool.keep-alive=30s,"
                                + " statement.timeout=15s, statement.slow-query=5s, statement.comment=false,"
                                + " statement.rows-warn-at=10000, statement.rows-refuse-at=off, statement.fetch-size=1000,"
                                + " statement.plain-selects=stream, statement.cache-size=250, transaction.max-wait=5s, transaction.timeout=20s,"
                                + " transaction.retries=0, transaction.retry-lock-timeouts=false, close.drain=10s, close.grace=5s, monitor.enabled=true,"
                                + " monitor.memory-check=30s, monitor.memory-pressure=85, monitor.queries-kept=100,"
                                + " monitor.alerts-kept=50, monitor.leaks-kept=50, monitor.kept-for=30min,"
                                + " monitor.shapes=100, monitor.bind-values=false, leak.check=1min, leak.idle=5min,"
                                + " leak.transaction=10min, leak.uses=1000, leak.policy=report,"
                                + " leak.stack-traces=false, driver={sslpassword=***}]");
    }
}

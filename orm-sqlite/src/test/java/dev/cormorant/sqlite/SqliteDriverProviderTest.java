package dev.cormorant.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.driver.CursorMode;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.Drivers;
import dev.cormorant.core.driver.PoolLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqliteDriverProviderTest {

    @Test
    void isFoundByItsUrl() {
        assertThat(Drivers.find().forScheme("sqlite")).isInstanceOf(SqliteDriverProvider.class);
        assertThat(Drivers.find().named("sqlite")).isInstanceOf(SqliteDriverProvider.class);
        assertThat(Drivers.find()).hasToString("sqlite (jdbc:sqlite)");
    }

    @Test
    void dividesTheConnectionsOfAFileAndStreamsByItself() {
        try (Driver driver = Sqlite.driver("jdbc:sqlite:some.db")) {
            assertThat(driver.name()).isEqualTo("sqlite");
            assertThat(driver.layout()).isEqualTo(PoolLayout.WRITER_AND_READERS);
            assertThat(driver.cursorMode()).isEqualTo(CursorMode.ALWAYS);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:sqlite::memory:",
                "jdbc:sqlite:",
                "jdbc:sqlite:file::memory:",
                "jdbc:sqlite:file:",
                "jdbc:sqlite:name?mode=memory",
                "jdbc:sqlite:file:name?mode=memory",
                "jdbc:sqlite:some.db?journal_mode=DELETE",
                "jdbc:sqlite:some.db?journal_mode=truncate"
            })
    void hasOneConnectionWhereTwoWouldDisturbEachOtherOrSeeOtherData(String url) {
        try (Driver driver = Sqlite.driver(url)) {
            assertThat(driver.layout()).isEqualTo(PoolLayout.SINGLE_CONNECTION);
        }
    }
}

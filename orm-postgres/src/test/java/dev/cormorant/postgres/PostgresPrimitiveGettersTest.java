package dev.cormorant.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cormorant.core.driver.PrimitiveGetters;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.entity.Entities;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresPrimitiveGettersTest {

    private static final List<Class<?>> NUMBERS = List.of(int.class, long.class, float.class, double.class);

    private static Opened opened;

    @BeforeAll
    static void start() throws SQLException {
        opened = Opened.fresh();
        opened.run("create domain whole as bigint");
        opened.run("create table gauge (id bigint primary key, reading int not null)");
        opened.run("insert into gauge values (1, 7)");
    }

    @AfterAll
    static void stop() {
        opened.close();
    }

    @Table(name = "gauge")
    record Gauge(@Id long id, int reading) {}

    @ParameterizedTest
    @CsvSource({
        "smallint, int long",
        "integer, int long",
        "bigint, long",
        "whole, long",
        "real, float",
        "double precision, double",
        "numeric, ''",
        "money, ''",
        "oid, ''",
        "text, ''",
        "boolean, ''"
    })
    void areThoseOfTheColumnsTypeAlone(String columnType, String expected) throws SQLException {
        try (Connection connection = opened.connection();
                PreparedStatement select = connection.prepareStatement("select 'x', cast(null as " + columnType + ")");
                ResultSet rows = select.executeQuery()) {
            PrimitiveGetters getters = opened.database.columnTypes().primitives(rows);
            List<String> fitting = new ArrayList<>();
            for (Class<?> type : NUMBERS) {
                assertThat(getters.fit(type, 1)).isFalse();
                if (getters.fit(type, 2)) {
                    fitting.add(type.getName());
                    assertThat(PrimitiveGetters.of(rows.getMetaData()).fit(type, 2))
                            .as("what the metadata say")
                            .isTrue();
                }
            }
            assertThat(String.join(" ", fitting)).isEqualTo(expected);
        }
    }

    /** With one read before and with many, after which pgjdbc has the statement prepared on the server. */
    @ParameterizedTest
    @ValueSource(ints = {1, 20})
    void cutNothingOfAColumnThatChangesItsTypeMeanwhile(int reads) throws SQLException {
        Entities<Gauge> gauges = Orm.over(opened.database).entities(Gauge.class);
        for (int i = 0; i < reads; i++) {
            assertThat(gauges.find(1L)).contains(new Gauge(1, 7));
        }
        opened.run("alter table gauge alter column reading type numeric using 1.5");
        try {
            assertThatExceptionOfType(MappingException.class).isThrownBy(() -> gauges.find(1L));
        } finally {
            opened.run("alter table gauge alter column reading type int using 7");
        }
        assertThat(gauges.find(1L)).contains(new Gauge(1, 7));
    }

    @Test
    void readALimitAsItIs() throws SQLException {
        opened.run("insert into gauge values (9223372036854775807, -2147483648)");
        Entities<Gauge> gauges = Orm.over(opened.database).entities(Gauge.class);
        assertThat(gauges.find(Long.MAX_VALUE)).contains(new Gauge(Long.MAX_VALUE, Integer.MIN_VALUE));
    }
}

package dev.cormorant.testing.reset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.server.ServerKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements of others are counted to the last one, those that take a counter back are not. */
final class DefinitionCountTest {

    private static final int THREADS = 4;
    private static final int ROUNDS = 25;

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"MYSQL", "MARIADB"})
    void countsWhatOthersDo(DatabaseKind kind) throws Exception {
        DefinitionCount count = count(kind);
        try (TestDatabase database = TestDatabase.of(kind);
                Connection connection = database.connect()) {
            Jdbc.run(connection, "create table a (id bigint primary key auto_increment)");
            String before = count.read(connection);
            Jdbc.run(connection, "insert into a values (null)", "delete from a", "truncate table a");
            count.uncounted(connection, "alter table a auto_increment = 7");
            assertThat(count.read(connection)).isEqualTo(before);
            Jdbc.run(connection, "alter table a add column b int");
            String altered = count.read(connection);
            assertThat(altered).isNotEqualTo(before);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> count.uncounted(connection, "alter table missing auto_increment = 7"));
            assertThat(count.read(connection))
                    .as("whether a statement that failed was counted, nobody knows")
                    .isNotEqualTo(altered);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"MYSQL", "MARIADB"})
    void missesNoneAmongManyThatAreNotCounted(DatabaseKind kind) throws Exception {
        DefinitionCount count = count(kind);
        ExecutorService workers = Executors.newFixedThreadPool(THREADS);
        try (TestDatabase database = TestDatabase.of(kind);
                Connection connection = database.connect()) {
            for (int i = 0; i < THREADS; i++) {
                Jdbc.run(connection, "create table t" + i + " (id bigint primary key auto_increment)");
            }
            String before = count.read(connection);
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String sql = "alter table t" + i + " auto_increment = ";
                running.add(workers.submit(() -> {
                    try (Connection own = database.connect()) {
                        for (int round = 1; round <= ROUNDS; round++) {
                            count.uncounted(own, sql + round);
                        }
                    }
                    return true;
                }));
            }
            for (int round = 0; round < ROUNDS; round++) {
                Jdbc.run(connection, "create or replace view v as select " + round);
                assertThat(count.read(connection))
                        .as("after statement " + round)
                        .isNotEqualTo(before);
            }
            for (Future<?> each : running) {
                each.get();
            }
            assertThat(number(count.read(connection)) - number(before)).isEqualTo(ROUNDS);
        } finally {
            workers.shutdownNow();
        }
    }

    private static DefinitionCount count(DatabaseKind kind) {
        return DefinitionCount.of(kind == DatabaseKind.MYSQL ? ServerKind.MYSQL : ServerKind.MARIADB);
    }

    private static long number(String read) {
        return Long.parseLong(read.substring(read.indexOf(':') + 1));
    }
}

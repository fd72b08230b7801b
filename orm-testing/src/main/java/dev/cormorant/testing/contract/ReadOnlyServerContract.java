package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.error.ReadOnlyException;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.testing.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server becomes read-only, as the old primary does in a failover, and writable again: what is refused to write takes all
 * connections with it, and the next ones find whoever is the primary then.
 */
public abstract class ReadOnlyServerContract extends DatabaseContract {

    private static final int SIZE = 3;
    private static final String PASSWORD = "Read-0nly";

    /** For subclasses of the driver modules. */
    protected ReadOnlyServerContract() {}

    private Account account() {
        return Account.of(testDatabase());
    }

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(connection, "create table written (id bigint primary key)");
        account().create(connection, PASSWORD);
        if (isPostgres()) {
            Jdbc.run(connection, "grant all on written to " + account().name());
        }
    }

    @AfterAll
    final void removeTheLogin() throws SQLException {
        account().drop();
    }

    /** An ordinary account: MySQL and MariaDB let administrators write all the same. */
    @Override
    DatabaseConfig configure(DatabaseConfig defaults) {
        return defaults.withUser(account().name()).withPassword(PASSWORD).withPool(pool -> pool.withMaxSize(SIZE));
    }

    private boolean isPostgres() {
        return testDatabase().kind() == DatabaseKind.POSTGRES;
    }

    /** Makes the server read-only, or writable; a setting that the product does not know is taken for its like. */
    private void readOnly(String setting, boolean on) throws SQLException {
        try (Connection outside = testDatabase().connect()) {
            if (isPostgres()) {
                outside.setReadOnly(false);
                Jdbc.run(outside, "set default_transaction_read_only = off");
                Jdbc.run(outside, "alter system set default_transaction_read_only = " + (on ? "on" : "off"));
                Jdbc.number(outside, "select case when pg_reload_conf() then 1 else 0 end");
                await().until(() -> isReadOnly() == on);
            } else {
                // Switching read_only off takes super_read_only with it, but not the other way round.
                Jdbc.run(outside, on ? "set global " + setting + " = 1" : "set global read_only = 0");
            }
        }
    }

    private boolean isReadOnly() throws SQLException {
        try (Connection fresh = testDatabase().connect()) {
            return Jdbc.texts(fresh, "show default_transaction_read_only").equals(List.of("on"));
        }
    }

    @AfterEach
    final void makeWritable() throws SQLException {
        readOnly("read_only", false);
    }

    private Set<Long> sessions() throws SQLException {
        List<Connection> held = new ArrayList<>();
        try {
            Set<Long> sessions = new HashSet<>();
            for (int i = 0; i < SIZE; i++) {
                held.add(database().dataSource().getConnection());
                sessions.add(Jdbc.number(held.get(i), dialect().sessionQuery()));
            }
            return sessions;
        } finally {
            for (Connection each : held) {
                each.close();
            }
        }
    }

    private void write(long id) throws SQLException {
        database().transaction(TransactionOptions.readWrite(), transaction -> {
            Jdbc.run(transaction.connection(), "insert into written values (" + id + ")");
            return true;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"read_only", "super_read_only"})
    void replacesAllConnectionsWhenTheServerRefusesToWrite(String asked) throws SQLException {
        String setting = testDatabase().kind() == DatabaseKind.MYSQL ? asked : "read_only";
        run("delete from written");
        write(1);
        Set<Long> before = sessions();
        assertThat(before).hasSize(SIZE);
        readOnly(setting, true);
        try {
            assertThat(number("select count(*) from written"))
                    .as("reading goes on")
                    .isEqualTo(1);
            Throwable refused = catchThrowable(() -> write(2));
            assertThat(meaning(refused)).isInstanceOf(ReadOnlyException.class);
            assertThat(database().stats().connections().evicted()).isEqualTo(1);
            Set<Long> after = sessions();
            assertThat(after).hasSize(SIZE).doesNotContainAnyElementsOf(before);
            assertThat(number("select count(*) from written")).isEqualTo(1);
        } finally {
            readOnly(setting, false);
        }
        // The connections of the time in between go the same way, if they still think that nobody may write.
        await().atMost(Duration.ofSeconds(5)).ignoreExceptions().untilAsserted(() -> write(3));
        assertThat(number("select sum(id) from written")).isEqualTo(4);
        assertThat(sessions()).hasSize(SIZE);
    }
}

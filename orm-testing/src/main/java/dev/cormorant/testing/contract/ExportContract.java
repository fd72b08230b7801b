package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cormorant.core.Database;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.transaction.TransactionOptions;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;

/** What a database tells the Flight Recorder and JMX, and that it tells nothing when monitoring is off. */
public abstract class ExportContract extends DatabaseContract {

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    /** For subclasses of the driver modules. */
    protected ExportContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(connection, "create table told (id bigint primary key)");
    }

    private static void work(Database database) throws SQLException {
        database.transaction(TransactionOptions.readWrite().named("tell"), tx -> {
            Jdbc.run(tx.connection(), "insert into told values (7)", "delete from told where id = 7");
            return true;
        });
        assertThat(catchThrowable(() -> {
                    try (Connection connection = database.connection(Access.WRITE, "fail")) {
                        Jdbc.run(connection, "insert into told values (8), (8)");
                    }
                }))
                .isInstanceOf(SQLException.class);
    }

    private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("dev.cormorant." + name))
                .toList();
    }

    @Test
    void recordsStatementsTransactionsLeasesAndConnections() throws Exception {
        List<RecordedEvent> events;
        try (FlightRecording recording = FlightRecording.start()) {
            Database told = open(config().withName("told"));
            work(told);
            told.close();
            events = recording.events();
        }
        assertThat(named(events, "Statement")).anySatisfy(event -> {
            assertThat(event.getString("sql")).isEqualTo("insert into told values (?)");
            assertThat(event.getLong("executionId")).isPositive();
            assertThat(event.getLong("rows")).isEqualTo(1);
            assertThat(event.getString("outcome")).isEqualTo("succeeded");
            assertThat(event.getString("database")).endsWith("\"told\"");
            assertThat(event.getDuration()).isPositive();
        });
        assertThat(named(events, "Statement")).anySatisfy(event -> {
            assertThat(event.getString("sql")).isEqualTo("insert into told values (?), (?)");
            assertThat(event.getString("outcome")).isEqualTo("ConstraintViolationException");
        });
        assertThat(named(events, "Transaction")).singleElement().satisfies(event -> {
            assertThat(event.getString("label")).contains("tell");
            assertThat(event.getString("outcome")).isEqualTo("committed");
        });
        assertThat(named(events, "Lease"))
                .extracting(event -> event.getString("label"))
                .contains("fail");
    }

    @Test
    void showsAnMXBeanUntilItIsClosed() throws Exception {
        ObjectName name = new ObjectName("dev.cormorant:type=Database,name=shown");
        ObjectName second = new ObjectName("dev.cormorant:type=Database,name=shown,instance=2");
        Database shown = open(config().withName("shown"));
        Database again = open(config().withName("shown"));
        work(shown);
        assertThat(server.getAttribute(name, "StatementsStarted")).isEqualTo(3L);
        assertThat(server.getAttribute(name, "StatementsFailed")).isEqualTo(1L);
        assertThat(server.getAttribute(name, "TransactionsCommitted")).isEqualTo(1L);
        assertThat(server.getAttribute(name, "State")).isEqualTo("CONNECTED");
        assertThat((String[]) server.getAttribute(name, "TopStatements"))
                .anyMatch(line -> line.contains("1 rows") && line.endsWith("insert into told values (?)"));
        assertThat(server.getAttribute(second, "StatementsStarted")).isEqualTo(0L);
        again.close();
        assertThat(server.isRegistered(second)).isFalse();
        assertThat(server.isRegistered(name)).isTrue();
        shown.close();
        assertThat(server.isRegistered(name)).isFalse();
    }

    @Test
    void tellsNothingWhenMonitoringIsOff() throws Exception {
        List<RecordedEvent> events;
        try (FlightRecording recording = FlightRecording.start()) {
            Database silent = open(config().withName("silent").withMonitor(monitor -> monitor.withEnabled(false)));
            work(silent);
            assertThat(server.queryNames(new ObjectName("dev.cormorant:type=Database,name=silent,*"), null))
                    .isEmpty();
            silent.close();
            events = recording.events();
        }
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().startsWith("dev.cormorant."))
                .filteredOn(event -> event.getString("database").contains("silent"))
                .isEmpty();
    }
}

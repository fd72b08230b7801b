package dev.cormorant.testing.reset;

import dev.cormorant.testing.server.ServerKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many statements that change definitions a server of MySQL or MariaDB has run since it started, by whomever, without those that
 * take counters of tables back here. While the count is the same, so are all definitions. One for a server and JVM; safe for all
 * threads.
 */
final class DefinitionCount {

    /** Everything that changes definitions; truncating does not, and neither do temporary tables. */
    private static final String QUESTION = "show global status where variable_name like 'Com\\_create\\_%'"
            + " or variable_name like 'Com\\_drop\\_%' or variable_name like 'Com\\_alter\\_%'"
            + " or variable_name like 'Com\\_rename\\_%' or variable_name = 'Uptime'";

    /** Looks, before it is given up to find none of our statements on its way. */
    private static final int LOOKS = 5;

    private static final long SAME_START_SECONDS = 2;

    private static final Map<ServerKind, DefinitionCount> SERVERS = new ConcurrentHashMap<>();

    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    /** Changes with everything after which a count says nothing about those before: a restart, a statement with an unknown end. */
    private final AtomicLong era = new AtomicLong();

    private final AtomicLong start = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();

    private DefinitionCount() {}

    /** {@return the count of the server that the tests of this JVM share} */
    static DefinitionCount of(ServerKind kind) {
        return SERVERS.computeIfAbsent(kind, any -> new DefinitionCount());
    }

    /** Runs a statement that changes no definition, although the server counts it as one that does. */
    void uncounted(Connection connection, String sql) throws SQLException {
        begun.incrementAndGet();
        try {
            Jdbc.run(connection, sql);
        } catch (SQLException failed) {
            // Counted or not: nobody knows.
            era.incrementAndGet();
            throw failed;
        } finally {
            ended.incrementAndGet();
        }
    }

    /** {@return the count; while statements of ours are on their way, a text that no other call gives} */
    String read(Connection connection) throws SQLException {
        for (int look = 0; look < LOOKS; look++) {
            long ours = ended.get();
            long all = ask(connection);
            long now = era.get();
            if (begun.get() == ours) {
                return now + ":" + (all - ours);
            }
        }
        return "unknown " + unknown.incrementAndGet();
    }

    private long ask(Connection connection) throws SQLException {
        long sum = 0;
        for (List<String> row : Jdbc.rows(connection, QUESTION)) {
            long value = Long.parseLong(row.get(1));
            if (row.get(0).equals("Uptime")) {
                noticeRestart(value);
            } else if (!row.get(0).contains("temporary")) {
                sum += value;
            }
        }
        return sum;
    }

    private void noticeRestart(long uptime) {
        long started = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime()) - uptime;
        long known = start.get();
        if (Math.abs(started - known) > SAME_START_SECONDS && start.compareAndSet(known, started)) {
            era.incrementAndGet();
        }
    }
}

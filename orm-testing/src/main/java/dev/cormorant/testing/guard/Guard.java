package dev.cormorant.testing.guard;

import dev.cormorant.core.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches what is done with a database from its start to its end, and makes a test fail that leaves something behind.
 *
 * <pre>{@code
 * GuardSettings settings = GuardSettings.standard();
 * try (Orm orm = Orm.open(settings.recording(config))) {
 *     Guard.run(orm.database(), settings, () -> {
 *         … // what is to be tested
 *     });
 * }
 * }</pre>
 *
 * <p>What was open at the start belongs to somebody else and does not count. Everything that goes through the database counts: its
 * {@code Orm}, its data source, and the connections of either, whatever thread uses them. Guards of several databases may run at
 * the same time, in any threads. Start and end belong to one thread, since threads that it makes meanwhile count as started by
 * the test.
 */
public final class Guard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final Set<Rule> OF_WORK = EnumSet.of(Rule.TRANSACTION, Rule.CURSOR, Rule.LEASE);

    /** What may still end by itself; the others are facts. */
    private static final Set<Rule> SETTLING = EnumSet.of(Rule.TRANSACTION, Rule.CURSOR, Rule.LEASE, Rule.THREAD);

    private final Database database;
    private final GuardSettings settings;
    private final OpenWork work;
    private final List<Check> checks = new ArrayList<>();
    private final List<Connection> lent = new ArrayList<>();
    private @Nullable List<Finding> findings;

    private Guard(Database database, GuardSettings settings) {
        this.database = database;
        this.settings = settings;
        if (settings.checks(Rule.IDLE_CONNECTION)) {
            IdleConnections.requireRecording(database);
        }
        this.work = new OpenWork(database);
        if (OF_WORK.stream().anyMatch(settings::checks)) {
            checks.add(work);
        }
        if (settings.checks(Rule.IDLE_CONNECTION) || settings.checks(Rule.LEASE) || settings.checks(Rule.CURSOR)) {
            checks.add(new IdleConnections(database));
        }
        if (settings.checks(Rule.REPEATED_STATEMENT)) {
            checks.add(new RepeatedReads(database, settings.repeats()));
        }
        if (settings.checks(Rule.THREAD)) {
            checks.add(new LeftThreads(database, settings.ignoredThreads()));
        }
    }

    /**
     * Starts with {@link GuardSettings#standard()}.
     *
     * @param database what to watch; opened with the settings of {@link GuardSettings#recording}
     * @return the guard; ended by the caller, in the same thread
     * @throws IllegalArgumentException if the database was opened with settings that do not fit the rules
     */
    public static Guard start(Database database) {
        return start(database, GuardSettings.standard());
    }

    /**
     * Starts with some rules.
     *
     * @param database what to watch
     * @param settings the rules
     * @return the guard; ended by the caller, in the same thread
     * @throws IllegalArgumentException if the database was opened with settings that do not fit the rules
     */
    public static Guard start(Database database, GuardSettings settings) {
        return new Guard(database, settings);
    }

    /** A test, or a part of one. */
    @FunctionalInterface
    public interface Work<X extends Exception> {
        /**
         * Does it.
         *
         * @throws X what goes wrong
         */
        void run() throws X;
    }

    /**
     * Runs a test, or a part of one, between the start and the end of a guard.
     *
     * @param <X> the checked exception of the work
     * @param database what to watch
     * @param settings the rules
     * @param work the test
     * @throws X what the work threw, with what it left open suppressed onto it
     * @throws LeakError if the work left something open and threw nothing
     * @throws IllegalArgumentException if the database was opened with settings that do not fit the rules
     */
    public static <X extends Exception> void run(Database database, GuardSettings settings, Work<X> work) throws X {
        Guard guard = start(database, settings);
        try (guard) {
            work.run();
        }
    }

    /**
     * Takes a connection for the test: that it is open is no leak, what the test leaves open on it is. The calling thread does not
     * count as its holder, and may use the database beside it.
     *
     * @param source the data source of the database
     * @return the connection; closed at the end of this guard
     * @throws SQLException if none can be had
     */
    public Connection lend(DataSource source) throws SQLException {
        Connection connection = work.lend(source);
        lent.add(connection);
        return connection;
    }

    /** Counts repeated statements anew from now on, because a part of the test begins that is like a test of its own. */
    public void nextPart() {
        for (Check check : checks) {
            if (check instanceof RepeatedReads reads) {
                reads.nextPart();
            }
        }
    }

    /**
     * Ends it: waits a little for what is just ending, notes what is left, and takes that back. A second call does nothing.
     *
     * @return what broke a rule that is checked and not allowed to be broken; the same at each call
     */
    public List<Finding> finish() {
        List<Finding> before = findings;
        if (before != null) {
            return before;
        }
        List<Finding> all = settled();
        closeLent();
        for (Check check : reversed()) {
            check.takeBack();
        }
        List<Finding> counting = all.stream().filter(this::counts).toList();
        findings = counting;
        return counting;
    }

    private void closeLent() {
        for (Connection connection : lent) {
            try {
                connection.close();
            } catch (SQLException failed) {
                LOG.debug("a connection that was lent to a test of {} could not be closed in order", database, failed);
            }
        }
    }

    private List<Check> reversed() {
        List<Check> newestFirst = new ArrayList<>(checks);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private List<Finding> settled() {
        long end = System.nanoTime() + settings.settle().toNanos();
        List<Finding> found = look();
        while (found.stream().anyMatch(finding -> SETTLING.contains(finding.rule()))
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, PAUSE_NANOS);
            found = look();
        }
        return found;
    }

    private List<Finding> look() {
        List<Finding> found = new ArrayList<>();
        checks.forEach(check -> found.addAll(check.look()));
        return found;
    }

    private boolean counts(Finding finding) {
        String reason = settings.allowed().get(finding.rule());
        if (reason != null) {
            LOG.debug("{}: allowed ({}): {}", database, reason, finding);
        }
        return reason == null && settings.checks(finding.rule());
    }

    /**
     * Ends it, and fails if a rule was broken. Closed by {@code try} with resources after a failure of its own, a test keeps that
     * failure, with this one suppressed onto it.
     *
     * @throws LeakError with all findings, if there are any
     */
    @Override
    public void close() {
        boolean first = findings == null;
        List<Finding> found = finish();
        if (first && !found.isEmpty()) {
            throw LeakError.of(database.label(), found);
        }
    }

    /** {@return the database, and how many findings there are after the end} */
    @Override
    public String toString() {
        List<Finding> found = findings;
        return "Guard[" + database.label() + (found == null ? ", running" : ", " + found.size() + " findings") + "]";
    }
}

package dev.cormorant.core.monitor;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * The events of the Flight Recorder. Only {@link WaitingEvents} loads this class. While nothing is recorded the compiler takes the
 * events away: {@code isEnabled} is constant then.
 */
@SuppressWarnings("UnusedVariable") // The Flight Recorder reads the fields of its events.
final class FlightEvents implements Events {

    private final String database;

    FlightEvents(String database) {
        this.database = database;
    }

    @Override
    public Span statement() {
        StatementEvent event = new StatementEvent();
        return event.isEnabled() ? begun(event) : Span.NONE;
    }

    @Override
    public Span lease() {
        LeaseEvent event = new LeaseEvent();
        return event.isEnabled() ? begun(event) : Span.NONE;
    }

    @Override
    public Span transaction() {
        TransactionEvent event = new TransactionEvent();
        return event.isEnabled() ? begun(event) : Span.NONE;
    }

    @Override
    public Span connect() {
        ConnectionOpenedEvent event = new ConnectionOpenedEvent();
        return event.isEnabled() ? begun(event) : Span.NONE;
    }

    private Span begun(SpanEvent event) {
        event.database = database;
        event.begin();
        return event;
    }

    @Override
    public void closed(String reason, long count) {
        ConnectionClosedEvent event = new ConnectionClosedEvent();
        if (event.isEnabled()) {
            event.database = database;
            event.reason = reason;
            event.count = count;
            event.commit();
        }
    }

    @Override
    public void alert(AlertKind kind, String message) {
        if (kind == AlertKind.LEAK) {
            LeakEvent leak = new LeakEvent();
            leak.database = database;
            leak.message = message;
            leak.commit();
        }
        AlertEvent event = new AlertEvent();
        event.database = database;
        event.kind = kind.name();
        event.message = message;
        event.commit();
    }

    /** What all events that take time have in common. */
    @Category("Cormorant")
    @StackTrace(false)
    private abstract static class SpanEvent extends Event implements Span {
        @Label("Database")
        String database = "";

        @Label("Outcome")
        String outcome = "";
    }

    @Name("dev.cormorant.Statement")
    @Label("Statement")
    @Category("Cormorant")
    @Description(
            "A statement, from the call of the driver to its answer, or to the end of its result if that is streamed.")
    @StackTrace(false)
    private static final class StatementEvent extends SpanEvent {
        @Label("Execution Id")
        long executionId;

        @Label("SQL")
        @Description("The shape of the statement, without values.")
        String sql = "";

        @Label("Rows")
        @Description("Rows read or changed; negative if the result was read after the end.")
        long rows;

        @Override
        public void finish(long id, String what, long count, String how) {
            executionId = id;
            sql = what;
            rows = count;
            outcome = how;
            commit();
        }
    }

    @Name("dev.cormorant.Lease")
    @Label("Lease")
    @Category("Cormorant")
    @Description("A connection in somebody's hands.")
    @StackTrace(false)
    private static final class LeaseEvent extends SpanEvent {
        @Label("Taken For")
        String label = "";

        @Override
        public void finish(long id, String what, long rows, String how) {
            label = what;
            outcome = how;
            commit();
        }
    }

    @Name("dev.cormorant.Transaction")
    @Label("Transaction")
    @Category("Cormorant")
    @StackTrace(false)
    private static final class TransactionEvent extends SpanEvent {
        @Label("Transaction Label")
        String label = "";

        @Override
        public void finish(long id, String what, long rows, String how) {
            label = what;
            outcome = how;
            commit();
        }
    }

    @Name("dev.cormorant.ConnectionOpened")
    @Label("Connection Opened")
    @Category("Cormorant")
    @StackTrace(false)
    private static final class ConnectionOpenedEvent extends SpanEvent {
        @Label("Access")
        String access = "";

        @Override
        public void finish(long id, String what, long rows, String how) {
            access = what;
            outcome = how;
            commit();
        }
    }

    @Name("dev.cormorant.ConnectionClosed")
    @Label("Connections Closed")
    @Category("Cormorant")
    @Description(
            "Closed after a failure, or by the pool for age, idleness or a failed test; the latter are seen once a second.")
    @StackTrace(false)
    private static final class ConnectionClosedEvent extends Event {
        @Label("Database")
        String database = "";

        @Label("Reason")
        String reason = "";

        @Label("Count")
        long count;
    }

    @Name("dev.cormorant.Leak")
    @Label("Leak")
    @Category("Cormorant")
    @StackTrace(false)
    private static final class LeakEvent extends Event {
        @Label("Database")
        String database = "";

        @Label("Message")
        String message = "";
    }

    @Name("dev.cormorant.Alert")
    @Label("Alert")
    @Category("Cormorant")
    @StackTrace(false)
    private static final class AlertEvent extends Event {
        @Label("Database")
        String database = "";

        @Label("Kind")
        String kind = "";

        @Label("Message")
        String message = "";
    }
}

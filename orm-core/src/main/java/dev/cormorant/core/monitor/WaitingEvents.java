package dev.cormorant.core.monitor;

import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the Flight Recorder to be started by anybody. Our events are loaded only then: on JDK 17 to load one of them starts a
 * good part of the recorder, which was measured to hold 7 MB.
 */
final class WaitingEvents implements Events {

    private final String database;
    private volatile @Nullable Events loaded;

    WaitingEvents(String database) {
        this.database = database;
    }

    private Events events() {
        return FlightRecorder.isInitialized() ? loaded() : OFF;
    }

    private Events loaded() {
        Events events = loaded;
        if (events == null) {
            events = new FlightEvents(database);
            loaded = events;
        }
        return events;
    }

    @Override
    public Span statement() {
        return events().statement();
    }

    @Override
    public Span lease() {
        return events().lease();
    }

    @Override
    public Span transaction() {
        return events().transaction();
    }

    @Override
    public Span connect() {
        return events().connect();
    }

    @Override
    public void closed(String reason, long count) {
        events().closed(reason, count);
    }

    @Override
    public void alert(AlertKind kind, String message) {
        events().alert(kind, message);
    }
}

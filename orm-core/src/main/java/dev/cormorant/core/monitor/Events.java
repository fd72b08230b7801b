package dev.cormorant.core.monitor;

/**
 * What goes to the JDK's Flight Recorder, if there is one and it records. Called by the core only. Without a recording every
 * method costs a comparison and gives {@link Span#NONE}.
 */
public interface Events {

    /** For a JVM without Flight Recorder, and for a database without monitoring. */
    Events OFF = new Events() {};

    /**
     * The way to the Flight Recorder.
     *
     * @param database the label of the database, carried by every event
     * @return {@link #OFF} if the JVM has no module {@code jdk.jfr}
     */
    static Events find(String database) {
        try {
            Class.forName("jdk.jfr.FlightRecorder");
            return new WaitingEvents(database);
        } catch (ClassNotFoundException | LinkageError absent) {
            // The run-time image has no jdk.jfr, or the application's module graph leaves it out.
            return OFF;
        }
    }

    /** {@return the begin of a statement} */
    default Span statement() {
        return Span.NONE;
    }

    /** {@return the begin of a lease} */
    default Span lease() {
        return Span.NONE;
    }

    /** {@return the begin of a transaction} */
    default Span transaction() {
        return Span.NONE;
    }

    /** {@return the begin of a connect} */
    default Span connect() {
        return Span.NONE;
    }

    /**
     * Connections were closed.
     *
     * @param reason why, in a word
     * @param count how many
     */
    default void closed(String reason, long count) {}

    /**
     * Something that must not happen, or a threshold that was passed.
     *
     * @param kind which
     * @param message what, without values
     */
    default void alert(AlertKind kind, String message) {}
}

package dev.cormorant.core.budget;

/** How a request for a connection of the budget ended. */
public enum Entry {
    /** There is a connection for the caller, or room to open one. */
    ENTERED,
    /** There was none for as long as the caller could wait. */
    TIMED_OUT,
    /** As many callers wait already as may. */
    TOO_MANY_WAITERS,
    /** The pool is closing. */
    CLOSED
}

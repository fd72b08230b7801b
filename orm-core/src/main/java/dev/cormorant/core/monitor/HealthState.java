package dev.cormorant.core.monitor;

/** How well a database can be worked with. */
public enum HealthState {
    /** It answers. */
    CONNECTED,

    /** It works, but badly: it answers slowly, its connections are all in use, or memory is short. */
    DEGRADED,

    /** It does not answer, or is closed. */
    DISCONNECTED
}

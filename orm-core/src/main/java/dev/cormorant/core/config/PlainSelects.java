package dev.cormorant.core.config;

/** What a {@code SELECT} of a third party on our data source does when it names no fetch size. */
public enum PlainSelects {
    /** Its rows come in batches, so that a large result does not fill the heap. The default. */
    STREAM,

    /** The driver does what it does by itself; most drivers load the whole result. */
    BUFFER
}

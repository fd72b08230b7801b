package dev.cormorant.core.driver;

/** What a connection will be used for. */
public enum Access {
    /** Reading only: any connection will do, a read-only one first. */
    READ,
    /** Reading and writing. */
    WRITE
}

package dev.cormorant.core.driver;

/** How the connections of one database are divided. */
public enum PoolLayout {
    /** One pool for reading and writing: a server that serializes writers by itself. */
    SHARED,
    /** One connection that writes and a pool of connections that only read: a file with one writer at a time. */
    WRITER_AND_READERS,
    /** One connection for everything, never closed while the database is open: data that live in the connection. */
    SINGLE_CONNECTION
}

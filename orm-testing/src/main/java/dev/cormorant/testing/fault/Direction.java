package dev.cormorant.testing.fault;

/** Which way bytes go through a {@link FaultyProxy}. */
public enum Direction {
    /** What the client sends: requests. */
    CLIENT_TO_SERVER,
    /** What the server sends: answers. */
    SERVER_TO_CLIENT
}

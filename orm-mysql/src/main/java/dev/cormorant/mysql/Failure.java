package dev.cormorant.mysql;

/** The meanings of a failure, apart from how the server or Connector/J express them. */
enum Failure {
    UNIQUE,
    FOREIGN_KEY,
    NOT_NULL,
    CHECK,
    REFUSED_BY_TRIGGER,
    DEADLOCK,
    BUSY,
    SERIALIZATION,
    CANCELLED,
    TIMED_OUT,
    SYNTAX,
    DATA,
    READ_ONLY,
    NO_PRIVILEGE,
    AUTHENTICATION,
    UNKNOWN_DATABASE,
    TLS,
    UNREACHABLE,
    INTERRUPTED,
    CONFIGURATION,
    UNSUPPORTED,
    OUT_OF_MEMORY,
    OTHER
}

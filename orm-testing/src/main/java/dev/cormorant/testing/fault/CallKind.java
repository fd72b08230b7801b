package dev.cormorant.testing.fault;

import java.lang.reflect.Method;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.List;

/** What sort of JDBC call a method is, which decides whether it counts and what it does on a dead connection. */
enum CallKind {
    /** Cannot fail with a SQLException, so it is no call to the database: neither counted nor failed. */
    LOCAL,
    /** Releases something: always carried out. */
    RELEASE,
    /** {@code isClosed}: answered truly, dead or not. */
    CLOSED_CHECK,
    /** {@code isValid}: false on a dead connection. */
    VALID_CHECK,
    /** {@code rollback}. */
    ROLLBACK,
    /** Anything else. */
    WORK;

    static CallKind of(Method method) {
        List<Class<?>> thrown = List.of(method.getExceptionTypes());
        if (!thrown.contains(SQLException.class) && !thrown.contains(SQLClientInfoException.class)) {
            return LOCAL;
        }
        return switch (method.getName()) {
            case "close", "abort", "free" -> RELEASE;
            case "isClosed" -> CLOSED_CHECK;
            case "isValid" -> VALID_CHECK;
            case "rollback" -> ROLLBACK;
            default -> WORK;
        };
    }

    /** {@return whether it is one of the closing calls that a fault may spare} */
    boolean closing() {
        return this != WORK && this != LOCAL;
    }

    /** {@return whether it fails on a connection that is dead} */
    boolean failsWhenDead() {
        return this == WORK || this == ROLLBACK;
    }
}

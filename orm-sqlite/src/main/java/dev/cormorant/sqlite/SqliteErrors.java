package dev.cormorant.sqlite;

import dev.cormorant.core.error.ConnectionUnavailableException;
import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.ConstraintViolationException.Kind;
import dev.cormorant.core.error.DataException;
import dev.cormorant.core.error.DatabaseBusyException;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.ReadOnlyException;
import dev.cormorant.core.error.SerializationFailureException;
import dev.cormorant.core.error.StatementCancelledException;
import dev.cormorant.core.error.StatementException;
import dev.cormorant.core.error.SyntaxException;
import dev.cormorant.core.error.UnknownDatabaseException;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/**
 * What the result codes of SQLite mean. SQLState says nothing: it is null for all of them. A message of SQLite's own is taken
 * over only where it cannot hold a value of a row or parameter.
 */
final class SqliteErrors {

    /** The JDBC driver puts what SQLite said into parentheses behind its own words. */
    private static final Pattern SAID = Pattern.compile("\\[\\w+] .*?\\((.*)\\)", Pattern.DOTALL);

    private static final Pattern CONSTRAINT = Pattern.compile("[A-Z ]+ constraint failed: (.+)", Pattern.DOTALL);

    /** What SQLite says of SQL that it cannot compile: words of the statement and names of the schema, never a value. */
    private static final Pattern SYNTAX = Pattern.compile(
            "near \".*\": syntax error|incomplete input|unrecognized token: .*|no such \\S+( \\S+)?: .*"
                    + "|ambiguous column name: .*|(table|view|index|trigger) .* already exists"
                    + "|there is already an? .*|duplicate column name: .*|no tables specified"
                    + "|wrong number of arguments to function .*|misuse of .*|\\d+ values for \\d+ columns"
                    + "|table .* has \\d+ columns? but \\d+ values were supplied|table .* may not be .*|table .* has no column named .*"
                    + "|all VALUES must have the same number of terms|row value misused|sub-select returns .*"
                    + "|SELECTs to the left and right of .*|cannot (modify|create|drop|start|commit|rollback) .*"
                    + "|use DROP .*|.* clause should come .*|aggregate functions are not allowed .*|a GROUP BY .*",
            Pattern.DOTALL);

    private SqliteErrors() {}

    static OrmException translate(SQLException error, FailedOperation failed) {
        if (error instanceof ConnectFailure connect) {
            return connect.meaning(failed);
        }
        return SqliteCode.find(error)
                .map(sqlite -> meaning(SqliteCode.of(sqlite), said(sqlite), error, failed))
                .orElseGet(() -> withoutCode(error, failed));
    }

    private static String said(SQLiteException error) {
        String message = Objects.requireNonNullElse(error.getMessage(), "");
        Matcher matcher = SAID.matcher(message);
        return matcher.matches() ? matcher.group(1) : message;
    }

    private static OrmException meaning(int code, String said, SQLException error, FailedOperation failed) {
        return switch (SqliteCode.sort(code)) {
            case SqliteCode.CONSTRAINT -> constraint(code, said, error, failed);
            case SqliteCode.BUSY, SqliteCode.LOCKED, SqliteCode.PROTOCOL -> busy(code, error, failed);
            case SqliteCode.INTERRUPT -> new StatementCancelledException(failed.message("stopped while it ran"), error);
            case SqliteCode.READ_ONLY ->
                new ReadOnlyException(
                        failed.message("it writes, but the connection or the file can only be read"), error);
            case SqliteCode.CANNOT_OPEN, SqliteCode.NOT_A_DATABASE, SqliteCode.CORRUPT ->
                new UnknownDatabaseException(failed.message(fileWords(code)), error);
            case SqliteCode.TOO_BIG ->
                new DataException(failed.message("a value, row or statement is longer than SQLite allows"), error);
            case SqliteCode.MISMATCH ->
                new DataException(failed.message("a value is not of the type that its column takes"), error);
            case SqliteCode.RANGE ->
                new DataException(failed.message("a parameter was set that the statement does not have"), error);
            case SqliteCode.ERROR -> plainError(said, error, failed);
            default -> new StatementException(failed.message(otherWords(code)), error);
        };
    }

    private static OrmException busy(int code, SQLException error, FailedOperation failed) {
        if (code == SqliteCode.BUSY_SNAPSHOT) {
            return new SerializationFailureException(
                    failed.message("another connection has written since this transaction read; run it again"), error);
        }
        return new DatabaseBusyException(
                failed.message("another connection or process kept the file locked for longer than busy_timeout"),
                error);
    }

    private static OrmException plainError(String said, SQLException error, FailedOperation failed) {
        return SYNTAX.matcher(said).matches()
                ? new SyntaxException(failed.message(FailedOperation.shortened(said)), error)
                : new StatementException(failed.message("SQLite refused it; the cause says why"), error);
    }

    private static OrmException constraint(int code, String said, SQLException error, FailedOperation failed) {
        if (code == SqliteCode.CONSTRAINT_DATATYPE) {
            return new DataException(failed.message("a value is not of the type that its column takes"), error);
        }
        Kind kind =
                switch (code) {
                    case SqliteCode.CONSTRAINT_UNIQUE, SqliteCode.CONSTRAINT_PRIMARY_KEY, SqliteCode.CONSTRAINT_ROWID ->
                        Kind.UNIQUE;
                    case SqliteCode.CONSTRAINT_FOREIGN_KEY -> Kind.FOREIGN_KEY;
                    case SqliteCode.CONSTRAINT_NOT_NULL -> Kind.NOT_NULL;
                    case SqliteCode.CONSTRAINT_CHECK -> Kind.CHECK;
                    default -> Kind.OTHER;
                };
        String name = kind == Kind.OTHER ? null : constraintName(said);
        String wrong = kind == Kind.OTHER
                ? "a trigger or another rule of the schema refused it"
                : "it violates a "
                        + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " constraint"
                        + (name == null ? "" : ": " + name);
        return new ConstraintViolationException(failed.message(wrong), kind, name, error);
    }

    private static @Nullable String constraintName(String said) {
        Matcher matcher = CONSTRAINT.matcher(said);
        return matcher.matches() ? matcher.group(1) : null;
    }

    private static String fileWords(int code) {
        return switch (SqliteCode.sort(code)) {
            case SqliteCode.NOT_A_DATABASE -> "the file is no SQLite database, or is encrypted";
            case SqliteCode.CORRUPT ->
                "the file is damaged: restore a copy, or save what is left with sqlite3's .recover";
            default -> "a file of the database could not be opened";
        };
    }

    private static String otherWords(int code) {
        return switch (SqliteCode.sort(code)) {
            case SqliteCode.FULL -> "the disk is full, or the file has reached max_page_count";
            case SqliteCode.IO_ERROR -> "the file could not be read or written (disk or file system)";
            case SqliteCode.NO_MEMORY -> "SQLite found no memory";
            case SqliteCode.PERM, SqliteCode.AUTH -> "it is not permitted";
            case SqliteCode.ABORT -> "it was ended by a rollback on its connection";
            default -> "SQLite refused it (result code " + code + "); the cause says why";
        };
    }

    /** What the JDBC driver, or the pool, says of its own. */
    private static OrmException withoutCode(SQLException error, FailedOperation failed) {
        if (error instanceof SQLTransactionRollbackException) {
            return new StatementException(failed.message(Objects.requireNonNullElse(error.getMessage(), "")), error);
        }
        if (error instanceof SQLTransientConnectionException) {
            return new ConnectionUnavailableException(
                    failed.message("no connection could be opened in time; the cause has the last reason"), error);
        }
        if (isClosed(error)) {
            return new ConnectionUnavailableException(failed.message("the connection is closed"), error);
        }
        return new StatementException(failed.message("the JDBC driver refused it; the cause says why"), error);
    }

    static boolean isFatal(SQLException error) {
        return SqliteCode.find(error)
                .map(sqlite -> switch (SqliteCode.sort(SqliteCode.of(sqlite))) {
                    case SqliteCode.IO_ERROR, SqliteCode.CORRUPT, SqliteCode.NO_MEMORY, SqliteCode.NOT_A_DATABASE ->
                        true;
                    default -> false;
                })
                .orElseGet(() -> isClosed(error));
    }

    /** The JDBC driver has words for it only. */
    static boolean isClosed(SQLException error) {
        String message = Objects.requireNonNullElse(error.getMessage(), "");
        return error instanceof ConnectFailure || message.equals("database connection closed");
    }
}

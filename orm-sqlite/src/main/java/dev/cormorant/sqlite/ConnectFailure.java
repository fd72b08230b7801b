package dev.cormorant.sqlite;

import dev.cormorant.core.error.ConnectionUnavailableException;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.ServerUnreachableException;
import dev.cormorant.core.error.UnknownDatabaseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A file that could not be opened, with what is wrong with it: SQLite itself says "unable to open database file" to all of it. */
final class ConnectFailure extends SQLException {

    private static final long serialVersionUID = 1L;

    private static final String REFUSED = "the JDBC driver refused it; the cause says why";

    private static final String NO_LIBRARY =
            "SQLite's native library could not be used: it is unpacked into the directory of -Dorg.sqlite.tmpdir, or else"
                    + " java.io.tmpdir, which must be writable and not mounted noexec";

    /** What a caller can do about it. */
    private enum Kind {
        /** Nothing but use another file, or repair this one. */
        UNKNOWN_DATABASE,
        /** Try again. */
        LOCKED,
        /** Repair this machine. */
        OTHER
    }

    private final Kind kind;

    private ConnectFailure(Kind kind, String wrong, SQLException cause) {
        super(wrong, "08001", cause.getErrorCode(), cause);
        this.kind = kind;
    }

    static ConnectFailure noWriteAheadLog(SqliteLocation location, String mode) {
        String wrong = "the file " + location.shown() + " cannot have a write-ahead log, its journal mode stays " + mode
                + " (its file system may have no shared memory, as network shares do): use journal_mode=DELETE";
        return new ConnectFailure(Kind.UNKNOWN_DATABASE, wrong, new SQLException(wrong));
    }

    static ConnectFailure of(SQLException error, SqliteLocation location) {
        int code = SqliteCode.find(error).map(SqliteCode::of).orElse(0);
        String file = location.shown();
        return switch (SqliteCode.sort(code)) {
            case 0 -> new ConnectFailure(Kind.OTHER, error.getCause() == null ? REFUSED : NO_LIBRARY, error);
            case SqliteCode.BUSY, SqliteCode.LOCKED, SqliteCode.PROTOCOL ->
                new ConnectFailure(
                        Kind.LOCKED,
                        "another process has locked the file " + file + " for longer than busy_timeout allows",
                        error);
            case SqliteCode.NOT_A_DATABASE ->
                new ConnectFailure(
                        Kind.UNKNOWN_DATABASE, "the file " + file + " is no SQLite database, or is encrypted", error);
            case SqliteCode.CORRUPT ->
                new ConnectFailure(
                        Kind.UNKNOWN_DATABASE,
                        "the file " + file
                                + " is damaged: restore a copy, or save what is left with sqlite3's .recover",
                        error);
            default ->
                new ConnectFailure(
                        Kind.UNKNOWN_DATABASE,
                        location.file().map(path -> wrongWith(path, location)).orElse("SQLite refused to open " + file),
                        error);
        };
    }

    /** Looks at the file, after the fact: what is found is what most likely was wrong. */
    private static String wrongWith(Path path, SqliteLocation location) {
        String file = location.shown();
        Path parent = path.getParent();
        String wrong = Files.isDirectory(path)
                ? file + " is a directory, not a file"
                : Files.exists(path) ? wrongWithExisting(path, file) : wrongWithMissing(path, location);
        boolean closed = parent != null && Files.isDirectory(parent) && !Files.isWritable(parent);
        return closed ? wrong + "; this process may not write in its directory, as SQLite must" : wrong;
    }

    private static String wrongWithExisting(Path path, String file) {
        if (!Files.isReadable(path)) {
            return "this process may not read the file " + file;
        }
        return Files.isWritable(path)
                ? "the file " + file + " could not be opened for reading and writing"
                : "this process may not write to the file " + file;
    }

    private static String wrongWithMissing(Path path, SqliteLocation location) {
        Path parent = path.getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            return "the directory of the file " + location.shown()
                    + (Files.exists(parent) ? " is a file" : " does not exist; create it first");
        }
        return location.create()
                ? "the file " + location.shown() + " does not exist and could not be created"
                : "the file " + location.shown() + " does not exist, and mode=rw forbids to create it";
    }

    /** {@return the failure in the terms of the core} */
    ConnectionUnavailableException meaning(FailedOperation failed) {
        String message = failed.message(wrong());
        return switch (kind) {
            case UNKNOWN_DATABASE -> new UnknownDatabaseException(message, this);
            case LOCKED -> new ServerUnreachableException(message, this);
            case OTHER -> new ConnectionUnavailableException(message, this);
        };
    }

    private String wrong() {
        @Nullable String wrong = getMessage();
        return wrong == null ? "" : wrong;
    }
}

package dev.cormorant.postgres;

import dev.cormorant.core.error.AcquireInterruptedException;
import dev.cormorant.core.error.AuthenticationFailedException;
import dev.cormorant.core.error.ConfigurationException;
import dev.cormorant.core.error.ConnectionUnavailableException;
import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.ConstraintViolationException.Kind;
import dev.cormorant.core.error.DataException;
import dev.cormorant.core.error.DatabaseBusyException;
import dev.cormorant.core.error.DeadlockException;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.ReadOnlyException;
import dev.cormorant.core.error.SerializationFailureException;
import dev.cormorant.core.error.ServerUnreachableException;
import dev.cormorant.core.error.StatementCancelledException;
import dev.cormorant.core.error.StatementException;
import dev.cormorant.core.error.StatementTimeoutException;
import dev.cormorant.core.error.SyntaxException;
import dev.cormorant.core.error.UnknownDatabaseException;
import dev.cormorant.core.error.UnsupportedFeatureException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/**
 * The meaning of PostgreSQL's SQLSTATEs (appendix A of its manual). The server's own text is repeated only for classes whose
 * texts hold names and no values: not for data (22), constraints (23) and what functions raise (P0).
 */
final class PostgresErrors {

    private final boolean hasPassword;

    PostgresErrors(boolean hasPassword) {
        this.hasPassword = hasPassword;
    }

    OrmException translate(SQLException error, FailedOperation failed) {
        VendorError vendor = VendorError.in(error);
        return new Case(vendor, error, failed, hasPassword).named();
    }

    /** One error on its way to its name. */
    private record Case(VendorError vendor, SQLException error, FailedOperation failed, boolean hasPassword) {

        OrmException named() {
            return switch (vendor.stateClass()) {
                case "08" -> connection();
                case "0A" -> new UnsupportedFeatureException(said("the server or its driver cannot do this"), error);
                case "22" -> data();
                case "23", "44" -> constraint();
                case "25" -> transactionState();
                case "28" -> refusedUser();
                case "3D" ->
                    new UnknownDatabaseException(
                            message(
                                    "the database does not exist on this server; check its name in the URL, or create it"),
                            error);
                case "3F", "42" -> statement();
                case "40" -> conflict();
                case "53", "55", "57" -> operator();
                case "P0" ->
                    new StatementException(
                            message("a function or trigger raised an error; its text is in the cause"), error);
                default -> unclassified();
            };
        }

        private String message(String wrong) {
            return failed.message(vendor.state().isEmpty() ? wrong : wrong + " (SQLSTATE " + vendor.state() + ")");
        }

        private String said(String wrong) {
            return message(wrong + ": " + vendor.text());
        }

        private OrmException connection() {
            if (vendor.state().equals("08004") && vendor.answer() == null && !hasPassword) {
                return new AuthenticationFailedException(
                        message("the server asks for a password and none is set; set password"), error);
            }
            Throwable io = rootCause();
            if (io instanceof InterruptedIOException && !(io instanceof SocketTimeoutException)) {
                return new AcquireInterruptedException(message("the thread was interrupted; its flag is set"), error);
            }
            if (vendor.state().equals("08004")) {
                return new ConnectionUnavailableException(said("the server refuses this way of connecting"), error);
            }
            if (vendor.answer() != null && !vendor.isFatal()) {
                return unclassified();
            }
            ConnectionFailure failure = ConnectionFailure.of(vendor.error());
            return failure.lasting()
                    ? new ConnectionUnavailableException(message(failure.text()), error)
                    : unreachable(failure.text());
        }

        private Throwable rootCause() {
            Throwable root = vendor.error();
            while (root.getCause() != null) {
                root = root.getCause();
            }
            return root;
        }

        private OrmException unreachable(String why) {
            return new ServerUnreachableException(message(why), error);
        }

        private OrmException data() {
            // The driver's own complaints of this code are on how it is called or on a property, and hold no row.
            if (vendor.state().equals("22023") && vendor.answer() == null) {
                return failed.sql().isPresent() || !failed.attempted().startsWith("connect")
                        ? new StatementException(said("a parameter or column is not used correctly"), error)
                        : new ConfigurationException(
                                message("a URL parameter or driver property has a value that the driver refuses"),
                                error);
            }
            return new DataException(message(DataFault.describe(vendor.state())), error);
        }

        private OrmException constraint() {
            Kind kind =
                    switch (vendor.state()) {
                        case "23505" -> Kind.UNIQUE;
                        case "23503" -> Kind.FOREIGN_KEY;
                        case "23502" -> Kind.NOT_NULL;
                        case "23514", "44000" -> Kind.CHECK;
                        default -> Kind.OTHER;
                    };
            String name = kind == Kind.NOT_NULL
                    ? vendor.column()
                            .map(column -> vendor.table()
                                    .map(table -> table + "." + column)
                                    .orElse(column))
                            .orElse(null)
                    : vendor.constraint().orElse(null);
            String rule =
                    switch (kind) {
                        case UNIQUE -> "a row with the same key exists already: unique constraint ";
                        case FOREIGN_KEY ->
                            "a row that is referred to is missing, or one is still referred to: foreign key ";
                        case NOT_NULL -> "a value is required: not-null column ";
                        case CHECK -> "the row breaks a rule of the schema: check constraint ";
                        case OTHER -> "the row breaks a rule of the schema: constraint ";
                    };
            String wrong = rule + (name == null ? "(the server gives no name)" : "\"" + name + "\"");
            return new ConstraintViolationException(message(wrong), kind, name, error);
        }

        private OrmException transactionState() {
            if (vendor.state().equals("25006")) {
                return new ReadOnlyException(
                        message("the transaction, the user or the server is read-only; write in a read-write one"),
                        error);
            }
            if (vendor.isFatal()) {
                return unreachable("the server has ended the session: its transaction was open for too long");
            }
            if (vendor.state().equals("25P02")) {
                return new StatementException(
                        message(
                                "an earlier statement of this transaction has failed; roll back, to a savepoint or whole"),
                        error);
            }
            return unclassified();
        }

        private OrmException refusedUser() {
            String wrong = vendor.state().equals("28P01")
                    ? "the server refuses user and password; check both"
                    : "the server does not know this user, or refuses it from this host; check user and pg_hba.conf";
            return new AuthenticationFailedException(message(wrong), error);
        }

        private OrmException statement() {
            if (vendor.state().equals("42501")) {
                return new StatementException(said("the user may not do this"), error);
            }
            boolean typed = vendor.state().equals("42804") || vendor.state().equals("42P18");
            String hint = typed ? "; cast the parameter to its type, as in cast(? as jsonb)" : "";
            return new SyntaxException(
                    message("the server does not understand the statement: " + vendor.text() + hint), error);
        }

        private OrmException conflict() {
            return switch (vendor.state()) {
                case "40P01" ->
                    new DeadlockException(
                            message(
                                    "deadlock with another transaction, which was let through; run the transaction again"),
                            error);
                case "40001" ->
                    new SerializationFailureException(
                            message("conflict with another transaction; run the transaction again"), error);
                case "40002" ->
                    new ConstraintViolationException(
                            message("a constraint refused the commit"),
                            Kind.OTHER,
                            vendor.constraint().orElse(null),
                            error);
                default -> unclassified();
            };
        }

        private OrmException operator() {
            return switch (vendor.state()) {
                case "53300" -> unreachable("the server has no free session for this user; its limit is reached");
                case "55P03" ->
                    new DatabaseBusyException(
                            message("a lock is held by another transaction; run the transaction again"), error);
                case "57014" -> stopped();
                case "57P01", "57P02", "57P05" -> unreachable("the server has ended the session");
                case "57P03" -> unreachable("the server is starting up or shutting down");
                case "57P04" -> new UnknownDatabaseException(message("the database was dropped"), error);
                default -> unclassified();
            };
        }

        /** One code for both; the texts differ, but are in the server's language: what is unknown counts as a cancel. */
        private OrmException stopped() {
            return vendor.text().contains("statement timeout")
                    ? new StatementTimeoutException(
                            message("stopped by the server: it ran longer than the server's statement_timeout"), error)
                    : new StatementCancelledException(message("stopped by a cancel request"), error);
        }

        /** The pool gives no SQLSTATE if nothing has failed and no connection has come in time either. */
        private OrmException unclassified() {
            if (error instanceof SQLTransientConnectionException
                    && vendor.state().isEmpty()) {
                return new ServerUnreachableException(message("no connection could be opened in time"), error);
            }
            return new StatementException(said("it failed"), error);
        }
    }
}

package dev.cormorant.mysql;

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
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/** Turns an error of the server, of Connector/J or of the pool into the exception of its meaning. */
final class Errors {

    private final VendorCode code;
    private final ServerMessage server;
    private final FailedOperation failed;

    private Errors(SQLException error, FailedOperation failed) {
        this.code = VendorCode.of(error);
        this.server = new ServerMessage(code.number(), code.message());
        this.failed = failed;
    }

    static OrmException translate(SQLException error, FailedOperation failed) {
        return new Errors(error, failed).translate();
    }

    private OrmException translate() {
        SQLException error = code.error();
        return switch (Classification.of(code, failed)) {
            case UNIQUE -> violation(Kind.UNIQUE, "unique key", server.key());
            case FOREIGN_KEY -> violation(Kind.FOREIGN_KEY, "foreign key", server.constraint());
            case NOT_NULL -> violation(Kind.NOT_NULL, "column that may not be null", server.column());
            case CHECK -> violation(Kind.CHECK, "check", server.constraint());
            case REFUSED_BY_TRIGGER -> violation(Kind.OTHER, "rule of a trigger or procedure", Optional.empty());
            case DEADLOCK -> new DeadlockException(said("a deadlock: the server rolled the transaction back"), error);
            case BUSY -> new DatabaseBusyException(said("another transaction held a lock for too long"), error);
            case SERIALIZATION ->
                new SerializationFailureException(
                        said("the transaction could not be serialized with another one"), error);
            case CANCELLED -> new StatementCancelledException(said("the statement was stopped on the server"), error);
            case TIMED_OUT -> new StatementTimeoutException(said("the server's time limit for statements"), error);
            case SYNTAX -> new SyntaxException(said("the statement is not valid here"), error);
            case DATA -> new DataException(said("a value does not fit"), error);
            case READ_ONLY -> new ReadOnlyException(said("only reading is allowed here"), error);
            case NO_PRIVILEGE -> new StatementException(said("the account may not do this"), error);
            case OUT_OF_MEMORY ->
                new StatementException(
                        failed.message("the result did not fit into the heap; stream it instead"), error);
            case UNSUPPORTED -> new UnsupportedFeatureException(said("not supported: " + code.message()), error);
            case AUTHENTICATION, UNKNOWN_DATABASE, TLS, UNREACHABLE, INTERRUPTED, CONFIGURATION -> connection();
            case OTHER -> other();
        };
    }

    private OrmException connection() {
        SQLException error = code.error();
        return switch (Classification.of(code, failed)) {
            case AUTHENTICATION ->
                new AuthenticationFailedException(said("the server refused the login" + advice()), error);
            case UNKNOWN_DATABASE -> new UnknownDatabaseException(said("the server has no such database"), error);
            case INTERRUPTED -> new AcquireInterruptedException(failed.message("the thread was interrupted"), error);
            case CONFIGURATION ->
                new ConfigurationException(failed.message("Connector/J refused a setting: " + code.setting()), error);
            case TLS ->
                new ConnectionUnavailableException(
                        failed.message("no TLS with this server (sslMode): " + code.root()), error);
            default ->
                new ServerUnreachableException(
                        said("the server cannot be reached, or has closed the connection" + code.network()), error);
        };
    }

    private OrmException other() {
        return code.error() instanceof SQLTransientConnectionException
                ? new ConnectionUnavailableException(failed.message("no connection could be had"), code.error())
                : new StatementException(said("the server or its driver refused it"), code.error());
    }

    /** Connector/J would ask the server for its public key only if it were allowed to; over TLS it needs none. */
    private String advice() {
        return code.message().contains("Public Key Retrieval")
                ? ": without TLS this account needs the server's public key; switch TLS on (sslMode), or name"
                        + " serverRSAPublicKeyFile, or set allowPublicKeyRetrieval=true on a network that you trust"
                : "";
    }

    private OrmException violation(Kind kind, String rule, Optional<String> name) {
        String which = rule + name.map(text -> " \"" + text + "\"").orElse("");
        return new ConstraintViolationException(
                failed.message("the row violates the " + which), kind, name.orElse(null), code.error());
    }

    private String said(String wrong) {
        return failed.message(wrong + " (" + code.describe()
                + server.safe().map(text -> ": " + text).orElse("") + ')');
    }
}

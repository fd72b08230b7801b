package dev.cormorant.mysql;

import static java.util.Map.entry;

import com.mysql.cj.exceptions.InvalidConnectionAttributeException;
import com.mysql.cj.exceptions.SSLParamsException;
import com.mysql.cj.exceptions.UnableToConnectException;
import com.mysql.cj.exceptions.WrongArgumentException;
import com.mysql.cj.jdbc.exceptions.MySQLTimeoutException;
import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import dev.cormorant.core.error.FailedOperation;
import java.io.EOFException;
import java.net.SocketException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.DateTimeException;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/**
 * Finds the meaning of an error: by its number where that says more than its SQLSTATE, then by the class of its SQLSTATE, then by
 * the exception, for what Connector/J itself reports has neither.
 */
final class Classification {

    private static final int NO_DATABASE = 1049;
    private static final int NO_ACCESS_TO_DATABASE = 1044;
    private static final int OPTION_PREVENTS = 1290;

    private static final Map<Integer, Failure> NUMBERS = Map.<Integer, Failure>ofEntries(
            entry(1022, Failure.UNIQUE),
            entry(1062, Failure.UNIQUE),
            entry(1169, Failure.UNIQUE),
            entry(1586, Failure.UNIQUE),
            entry(1859, Failure.UNIQUE),
            entry(1216, Failure.FOREIGN_KEY),
            entry(1217, Failure.FOREIGN_KEY),
            entry(1451, Failure.FOREIGN_KEY),
            entry(1452, Failure.FOREIGN_KEY),
            entry(1761, Failure.FOREIGN_KEY),
            entry(1762, Failure.FOREIGN_KEY),
            entry(1048, Failure.NOT_NULL),
            entry(1364, Failure.NOT_NULL),
            entry(1369, Failure.CHECK),
            entry(3819, Failure.CHECK),
            entry(4025, Failure.CHECK),
            entry(1644, Failure.REFUSED_BY_TRIGGER),
            entry(1213, Failure.DEADLOCK),
            entry(1614, Failure.DEADLOCK),
            entry(1205, Failure.BUSY),
            entry(1206, Failure.BUSY),
            entry(3572, Failure.BUSY),
            entry(1020, Failure.SERIALIZATION),
            entry(1969, Failure.TIMED_OUT),
            entry(3024, Failure.TIMED_OUT),
            entry(1153, Failure.DATA),
            entry(1265, Failure.DATA),
            entry(1366, Failure.DATA),
            entry(1411, Failure.DATA),
            entry(1416, Failure.DATA),
            entry(1525, Failure.DATA),
            entry(1036, Failure.READ_ONLY),
            entry(1792, Failure.READ_ONLY),
            entry(1836, Failure.READ_ONLY),
            entry(1874, Failure.READ_ONLY),
            entry(1095, Failure.NO_PRIVILEGE),
            entry(1142, Failure.NO_PRIVILEGE),
            entry(1143, Failure.NO_PRIVILEGE),
            entry(1227, Failure.NO_PRIVILEGE),
            entry(1370, Failure.NO_PRIVILEGE),
            entry(1410, Failure.NO_PRIVILEGE),
            entry(1419, Failure.NO_PRIVILEGE),
            entry(1045, Failure.AUTHENTICATION),
            entry(1130, Failure.AUTHENTICATION),
            entry(1251, Failure.AUTHENTICATION),
            entry(1698, Failure.AUTHENTICATION),
            entry(1820, Failure.AUTHENTICATION),
            entry(1862, Failure.AUTHENTICATION),
            entry(3118, Failure.AUTHENTICATION),
            entry(3159, Failure.AUTHENTICATION),
            entry(3955, Failure.AUTHENTICATION),
            entry(4151, Failure.AUTHENTICATION),
            entry(1235, Failure.UNSUPPORTED));

    private static final Map<String, Failure> STATE_CLASSES = Map.of(
            "08", Failure.UNREACHABLE,
            "0A", Failure.UNSUPPORTED,
            "22", Failure.DATA,
            "28", Failure.AUTHENTICATION,
            "40", Failure.SERIALIZATION,
            "42", Failure.SYNTAX);

    private Classification() {}

    static Failure of(VendorCode code, FailedOperation failed) {
        if (code.caused(InterruptedException.class)) {
            return Failure.INTERRUPTED;
        }
        if (code.interrupted()) {
            return Failure.CANCELLED;
        }
        if (code.unreachable()) {
            return whyUnreachable(code);
        }
        if (code.outOfMemory()) {
            return Failure.OUT_OF_MEMORY;
        }
        return byNumber(code, failed).or(() -> byState(code)).orElseGet(() -> byException(code));
    }

    /** Connector/J reports with the same SQLSTATE that it will not log in, or cannot with these settings. */
    private static Failure whyUnreachable(VendorCode code) {
        if (code.message().contains("Public Key Retrieval")) {
            return Failure.AUTHENTICATION;
        }
        if (code.caused(SSLParamsException.class) || code.caused(DateTimeException.class)) {
            return Failure.CONFIGURATION;
        }
        boolean hungUp = code.caused(EOFException.class) || code.caused(SocketException.class);
        boolean noTls = code.caused(UnableToConnectException.class) || code.caused(SSLHandshakeException.class);
        return noTls && !hungUp ? Failure.TLS : Failure.UNREACHABLE;
    }

    /** A database that is missing, or may not be used, means another thing in a statement than at the login. */
    private static Optional<Failure> byNumber(VendorCode code, FailedOperation failed) {
        boolean inStatement = failed.sql().isPresent();
        return switch (code.number()) {
            case NO_DATABASE -> Optional.of(inStatement ? Failure.SYNTAX : Failure.UNKNOWN_DATABASE);
            case NO_ACCESS_TO_DATABASE -> Optional.of(inStatement ? Failure.NO_PRIVILEGE : Failure.AUTHENTICATION);
            case OPTION_PREVENTS ->
                code.message().contains("read-only") || code.message().contains("read_only")
                        ? Optional.of(Failure.READ_ONLY)
                        : Optional.empty();
            default -> Optional.ofNullable(NUMBERS.get(code.number()));
        };
    }

    private static Optional<Failure> byState(VendorCode code) {
        return code.state().length() < 2
                ? Optional.empty()
                : Optional.ofNullable(STATE_CLASSES.get(code.state().substring(0, 2)));
    }

    private static Failure byException(VendorCode code) {
        if (code.error() instanceof MySQLTimeoutException) {
            return Failure.TIMED_OUT;
        }
        if (code.error() instanceof PacketTooBigException) {
            return Failure.DATA;
        }
        if (code.error() instanceof SQLFeatureNotSupportedException) {
            return Failure.UNSUPPORTED;
        }
        // Connector/J refuses it before the server can.
        if (code.message().startsWith("Connection is read-only")) {
            return Failure.READ_ONLY;
        }
        boolean setting = code.caused(InvalidConnectionAttributeException.class);
        return setting || code.caused(WrongArgumentException.class) ? Failure.CONFIGURATION : Failure.OTHER;
    }
}

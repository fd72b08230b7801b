package dev.cormorant.migrations;

import dev.cormorant.core.error.ConnectionUnavailableException;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.MigrationException;
import dev.cormorant.core.error.MigrationMismatchException;
import dev.cormorant.core.error.OrmException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** What Flyway throws, in our own terms. */
final class RunFailure {

    private RunFailure() {}

    /** A connection that could not be had keeps its own kind; all else is a failed migration. */
    static OrmException of(
            String attempted, String database, FlywayException failed, Supplier<ValidationResult> validation) {
        for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && OrmException.carriedBy(sql).orElse(null) instanceof ConnectionUnavailableException ours) {
                return ours;
            }
        }
        String message = FailedOperation.of(attempted, database).message(wrong(failed, validation));
        return failed instanceof FlywayValidateException
                ? new MigrationMismatchException(message, failed)
                : new MigrationException(message, failed);
    }

    private static String wrong(FlywayException failed, Supplier<ValidationResult> validation) {
        if (failed instanceof FlywayValidateException) {
            List<ValidationProblem> problems = validation.get().problems();
            if (!problems.isEmpty()) {
                return problems.stream()
                        .map(problem -> (problem.script() + " " + problem.reason()).strip())
                        .collect(Collectors.joining("\n"));
            }
        }
        if (failed.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            return "the schema has tables but no history of migrations: declare with baseline which version it stands at,"
                    + " or migrate an empty one";
        }
        String message = failed.getMessage() == null
                ? failed.toString()
                : failed.getMessage().strip();
        return message.contains("Detected failed ")
                ? message + "\nGo on where it stopped with resume, which shows what is in place."
                : message;
    }
}

package dev.cormorant.migrations;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorCode;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.output.MigrateOutput;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.core.api.output.RepairOutput;
import org.flywaydb.core.api.output.RepairResult;
import org.flywaydb.core.api.output.ValidateOutput;
import org.jspecify.annotations.Nullable;

/** What Flyway tells of scripts and history, in our own terms. */
final class HistoryReader {

    private final Flyway flyway;
    private final String database;

    HistoryReader(Flyway flyway, String database) {
        this.flyway = flyway;
        this.database = database;
    }

    SchemaInfo info() {
        MigrationInfo[] all = flyway.info().all();
        return new SchemaInfo(
                database,
                currentVersion(),
                Arrays.stream(all).map(HistoryReader::status).toList());
    }

    Optional<String> currentVersion() {
        return Optional.ofNullable(flyway.info().current())
                .map(MigrationInfo::getVersion)
                .map(MigrationVersion::getVersion);
    }

    private static MigrationStatus status(MigrationInfo known) {
        return new MigrationStatus(
                Optional.ofNullable(known.getVersion()).map(MigrationVersion::getVersion),
                text(known.getDescription()).orElse(""),
                text(known.getScript()).orElse(""),
                state(known.getState()),
                Optional.ofNullable(known.getInstalledOn()).map(java.util.Date::toInstant),
                Optional.ofNullable(known.getExecutionTime()).map(Duration::ofMillis));
    }

    private static MigrationState state(org.flywaydb.core.api.MigrationState state) {
        return switch (state) {
            case PENDING, AVAILABLE -> MigrationState.PENDING;
            case SUCCESS, OUT_OF_ORDER -> MigrationState.APPLIED;
            case BASELINE -> MigrationState.BASELINE;
            case FAILED, MISSING_FAILED, FUTURE_FAILED -> MigrationState.FAILED;
            case MISSING_SUCCESS -> MigrationState.MISSING;
            case FUTURE_SUCCESS -> MigrationState.FUTURE;
            case OUTDATED -> MigrationState.OUTDATED;
            case SUPERSEDED -> MigrationState.SUPERSEDED;
            case IGNORED, ABOVE_TARGET, BELOW_BASELINE, BASELINE_IGNORED -> MigrationState.IGNORED;
            case UNDONE -> MigrationState.UNDONE;
            case DELETED -> MigrationState.DELETED;
        };
    }

    /** Flyway's own result has the last version that this run applied; another run may have gone further meanwhile. */
    MigrationResult migrated(MigrateResult done, long startedAt) {
        return new MigrationResult(
                database,
                text(done.initialSchemaVersion),
                done.migrations.isEmpty() ? text(done.initialSchemaVersion) : currentVersion(),
                done.migrations.stream().map(HistoryReader::applied).toList(),
                Duration.ofNanos(System.nanoTime() - startedAt));
    }

    private static AppliedMigration applied(MigrateOutput done) {
        return new AppliedMigration(
                text(done.version), done.description, done.filepath, Duration.ofMillis(done.executionTime));
    }

    ValidationResult validate() {
        org.flywaydb.core.api.output.ValidateResult found = flyway.validateWithResult();
        List<ValidationProblem> problems =
                found.invalidMigrations.stream().map(this::problem).toList();
        if (problems.isEmpty() && !found.validationSuccessful) {
            // Some failures belong to no script, such as two that claim one version.
            problems = List.of(
                    new ValidationProblem(Optional.empty(), "", found.errorDetails.errorMessage, Optional.empty()));
        }
        return new ValidationResult(database, found.validateCount, problems);
    }

    private ValidationProblem problem(ValidateOutput invalid) {
        return new ValidationProblem(
                text(invalid.version),
                text(invalid.filepath).map(HistoryReader::fileName).orElse(""),
                reason(invalid.errorDetails.errorCode, invalid.errorDetails.errorMessage),
                invalid.errorDetails.errorCode == CoreErrorCode.CHECKSUM_MISMATCH
                        ? Optional.of(new ScriptChange(ScriptChange.Kind.UNKNOWN, List.of(), 0))
                        : Optional.empty());
    }

    private static String reason(ErrorCode code, String message) {
        return switch (code.toString()) {
            // Why is looked for later.
            case "CHECKSUM_MISMATCH" -> "changed after it was applied";
            case "DESCRIPTION_MISMATCH" ->
                "renamed after it was applied: put the old name back, or accept the new one with repair";
            case "APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED", "APPLIED_REPEATABLE_MIGRATION_NOT_RESOLVED" ->
                "applied, but its script is no longer there: put it back, or mark it as deleted with repair";
            case "RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED" ->
                "not applied, although a higher version is: give it a new version above that one";
            case "FAILED_VERSIONED_MIGRATION", "FAILED_REPEATABLE_MIGRATION" ->
                "failed when it was applied: go on where it stopped with resume, or undo what it did, take it out of the"
                        + " history with repair, and migrate again";
            default -> message.strip();
        };
    }

    private static String fileName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    dev.cormorant.migrations.RepairResult repair() {
        RepairResult done = flyway.repair();
        return new dev.cormorant.migrations.RepairResult(
                database, names(done.migrationsRemoved), names(done.migrationsDeleted), names(done.migrationsAligned));
    }

    private static List<String> names(List<RepairOutput> scripts) {
        return scripts.stream()
                .map(script -> text(script.version).orElse(script.description))
                .toList();
    }

    static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }
}

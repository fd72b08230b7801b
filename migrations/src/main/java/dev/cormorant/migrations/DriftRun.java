package dev.cormorant.migrations;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.MigrationMismatchException;
import dev.cormorant.migrations.internal.throwaway.ThrowawayDatabase;
import dev.cormorant.migrations.schema.SchemaDifference;
import dev.cormorant.migrations.schema.SchemaSnapshot;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds a schema against what its scripts make in a throwaway database. */
final class DriftRun {

    private static final Set<MigrationState> WITHOUT_SCRIPT =
            Set.of(MigrationState.MISSING, MigrationState.FUTURE, MigrationState.FAILED);

    private final Database database;
    private final MigrationOptions migration;

    DriftRun(Database database, MigrationOptions migration) {
        this.database = database;
        this.migration = migration;
    }

    DriftResult run(DriftOptions options) {
        FlywayRun flyway = new FlywayRun(database, migration);
        SchemaInfo info = flyway.info();
        refuseWhatCannotBeBuilt(info, flyway.validate());
        Set<String> notApplied = info.migrations().stream()
                .filter(script -> isNotThere(script, info.migrations()))
                .map(MigrationStatus::script)
                .collect(Collectors.toSet());
        ScriptGuard.check(database, flyway);
        try (ThrowawayDatabase throwaway = ThrowawayDatabase.like(database, options.throwawayServer())) {
            if (info.migrations().size() > notApplied.size()) {
                new FlywayRun(throwaway.database(), migration, notApplied).migrate();
            }
            SchemaSnapshot expected = CatalogRun.snapshot(throwaway.database(), migration);
            return new DriftResult(
                    database.label(),
                    info.version(),
                    info.pending(),
                    differences(expected, options.ignored()).toList());
        }
    }

    /** What is below a baseline was declared to be there; what else was passed over is not. */
    private static boolean isNotThere(MigrationStatus script, List<MigrationStatus> all) {
        return switch (script.state()) {
            case PENDING -> true;
            case IGNORED ->
                all.subList(all.indexOf(script), all.size()).stream()
                        .noneMatch(later -> later.state() == MigrationState.BASELINE);
            default -> false;
        };
    }

    private Stream<SchemaDifference> differences(SchemaSnapshot expected, List<String> ignored) {
        List<Pattern> patterns = ignored.stream()
                .map(glob -> Pattern.compile(
                        Stream.of(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"))))
                .toList();
        return expected.differences(CatalogRun.snapshot(database, migration)).stream()
                .filter(found -> patterns.stream()
                        .noneMatch(pattern -> pattern.matcher(found.name()).matches()));
    }

    private void refuseWhatCannotBeBuilt(SchemaInfo info, ValidationResult valid) {
        if (!valid.isValid()) {
            ValidationProblem first = valid.problems().get(0);
            throw refusal((first.script() + " " + first.reason()).strip());
        }
        info.migrations().stream()
                .filter(script -> WITHOUT_SCRIPT.contains(script.state()))
                .findFirst()
                .ifPresent(script -> {
                    throw refusal(script.script() + " is in the history as "
                            + script.state().name().toLowerCase(java.util.Locale.ROOT));
                });
    }

    private MigrationMismatchException refusal(String why) {
        return new MigrationMismatchException(
                FailedOperation.of("look for drift", database.label())
                        .message("what is expected cannot be told, because scripts and history do not agree: " + why),
                null);
    }
}

package dev.cormorant.testing.contract;

import java.util.List;

/** The tables that the runner of migrations keeps beside those of its user. */
final class RunnerTables {

    static final List<String> ALL = List.of(
            "flyway_schema_history",
            "orm_migration_journal",
            "orm_migration_script",
            "orm_migration_batch",
            "orm_migration_undo",
            "orm_migration_seed");

    private RunnerTables() {}

    /** {@return what removes them all, so that a schema was never migrated} */
    static String[] drops() {
        return ALL.stream().map(table -> "drop table if exists " + table).toArray(String[]::new);
    }
}

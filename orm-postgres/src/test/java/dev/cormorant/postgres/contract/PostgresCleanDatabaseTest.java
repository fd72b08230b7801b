package dev.cormorant.postgres.contract;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.contract.CleanDatabaseContract;

final class PostgresCleanDatabaseTest extends CleanDatabaseContract {
    @Override
    protected DatabaseKind kind() {
        return DatabaseKind.POSTGRES;
    }
}

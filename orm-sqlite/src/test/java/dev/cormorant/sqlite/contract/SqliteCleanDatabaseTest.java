package dev.cormorant.sqlite.contract;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.contract.CleanDatabaseContract;

final class SqliteCleanDatabaseTest extends CleanDatabaseContract {
    @Override
    protected DatabaseKind kind() {
        return DatabaseKind.SQLITE;
    }
}

package dev.cormorant.sqlite.contract;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.contract.CleanParallelContract;

final class SqliteCleanParallelTest extends CleanParallelContract {
    @Override
    protected DatabaseKind kind() {
        return DatabaseKind.SQLITE;
    }
}

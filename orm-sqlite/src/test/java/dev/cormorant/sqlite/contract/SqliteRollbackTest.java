package dev.cormorant.sqlite.contract;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.contract.RollbackContract;

final class SqliteRollbackTest extends RollbackContract {
    @Override
    protected DatabaseKind kind() {
        return DatabaseKind.SQLITE;
    }
}

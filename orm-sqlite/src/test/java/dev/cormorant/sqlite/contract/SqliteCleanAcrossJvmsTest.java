package dev.cormorant.sqlite.contract;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.contract.CleanAcrossJvmsContract;

final class SqliteCleanAcrossJvmsTest extends CleanAcrossJvmsContract {
    @Override
    protected DatabaseKind kind() {
        return DatabaseKind.SQLITE;
    }
}

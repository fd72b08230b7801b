package dev.cormorant.postgres.contract;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.contract.RollbackContract;

final class PostgresRollbackTest extends RollbackContract {
    @Override
    protected DatabaseKind kind() {
        return DatabaseKind.POSTGRES;
    }
}

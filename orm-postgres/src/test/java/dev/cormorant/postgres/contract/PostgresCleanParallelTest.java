package dev.cormorant.postgres.contract;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.contract.CleanParallelContract;

final class PostgresCleanParallelTest extends CleanParallelContract {
    @Override
    protected DatabaseKind kind() {
        return DatabaseKind.POSTGRES;
    }
}

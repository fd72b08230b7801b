package dev.cormorant.postgres.contract;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.contract.CleanAcrossJvmsContract;

final class PostgresCleanAcrossJvmsTest extends CleanAcrossJvmsContract {
    @Override
    protected DatabaseKind kind() {
        return DatabaseKind.POSTGRES;
    }
}

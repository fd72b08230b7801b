package dev.cormorant.postgres.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.DataSnapshotContract;

final class PostgresDataSnapshotTest extends DataSnapshotContract {
    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.postgres();
    }
}

package dev.cormorant.sqlite.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.DataSnapshotContract;

final class SqliteDataSnapshotTest extends DataSnapshotContract {
    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.sqlite();
    }
}

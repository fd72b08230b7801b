package dev.cormorant.mysql.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.DataSnapshotContract;

final class MysqlDataSnapshotTest extends DataSnapshotContract {
    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.mysql();
    }
}

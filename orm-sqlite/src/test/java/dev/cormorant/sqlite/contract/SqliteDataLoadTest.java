package dev.cormorant.sqlite.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.DataLoadContract;

final class SqliteDataLoadTest extends DataLoadContract {
    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.sqlite();
    }
}

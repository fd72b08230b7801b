package dev.cormorant.sqlite.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.DataRowsContract;

final class SqliteDataRowsTest extends DataRowsContract {
    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.sqlite();
    }
}

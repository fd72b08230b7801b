package dev.cormorant.sqlite.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.BulkUpsertContract;

final class SqliteBulkUpsertTest extends BulkUpsertContract {
    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.sqlite();
    }
}

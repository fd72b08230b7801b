package dev.cormorant.postgres.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.BulkUpsertContract;

final class PostgresBulkUpsertTest extends BulkUpsertContract {
    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.postgres();
    }
}

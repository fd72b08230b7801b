package dev.cormorant.postgres.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.DataLoadContract;

final class PostgresDataLoadTest extends DataLoadContract {
    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.postgres();
    }
}

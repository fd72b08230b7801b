package dev.cormorant.postgres.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.DataRowsContract;

final class PostgresDataRowsTest extends DataRowsContract {
    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.postgres();
    }
}

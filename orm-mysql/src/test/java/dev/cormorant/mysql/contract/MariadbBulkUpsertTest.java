package dev.cormorant.mysql.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.BulkUpsertContract;

final class MariadbBulkUpsertTest extends BulkUpsertContract {
    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.mariadb();
    }
}

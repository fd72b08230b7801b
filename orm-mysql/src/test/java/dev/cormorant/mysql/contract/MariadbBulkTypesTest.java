package dev.cormorant.mysql.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.BulkTypesContract;

final class MariadbBulkTypesTest extends BulkTypesContract {
    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.mariadb();
    }
}

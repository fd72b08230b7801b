package dev.cormorant.mysql.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.BulkTypesContract;

final class MysqlBulkTypesTest extends BulkTypesContract {
    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.mysql();
    }
}

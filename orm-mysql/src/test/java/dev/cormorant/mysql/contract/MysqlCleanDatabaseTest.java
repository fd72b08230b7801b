package dev.cormorant.mysql.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.CleanDatabaseContract;

final class MysqlCleanDatabaseTest extends CleanDatabaseContract {
    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.mysql();
    }
}

package dev.cormorant.mysql.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.DataLoadContract;

final class MariadbDataLoadTest extends DataLoadContract {
    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.mariadb();
    }
}

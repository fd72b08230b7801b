package dev.cormorant.mysql.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.DataRowsContract;

final class MariadbDataRowsTest extends DataRowsContract {
    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.mariadb();
    }
}

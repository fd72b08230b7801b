package dev.cormorant.mysql.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.EntityExportContract;

final class MysqlEntityExportTest extends EntityExportContract {
    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.mysql();
    }
}

package dev.cormorant.mysql.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.RepositoryContract;

final class MysqlRepositoryTest extends RepositoryContract {

    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.mysql();
    }
}

package dev.cormorant.sqlite.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.RepositoryContract;

final class SqliteRepositoryTest extends RepositoryContract {

    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.sqlite();
    }
}

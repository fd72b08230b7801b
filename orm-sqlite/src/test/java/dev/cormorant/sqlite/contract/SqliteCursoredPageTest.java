package dev.cormorant.sqlite.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.CursoredPageContract;

final class SqliteCursoredPageTest extends CursoredPageContract {

    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.sqlite();
    }
}

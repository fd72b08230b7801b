package dev.cormorant.mysql.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.CursoredPageContract;

final class MysqlCursoredPageTest extends CursoredPageContract {

    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.mysql();
    }
}

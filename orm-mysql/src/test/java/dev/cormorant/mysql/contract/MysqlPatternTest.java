package dev.cormorant.mysql.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.PatternContract;

final class MysqlPatternTest extends PatternContract {

    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.mysql();
    }
}

package dev.cormorant.sqlite.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.PatternContract;

final class SqlitePatternTest extends PatternContract {

    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.sqlite();
    }
}

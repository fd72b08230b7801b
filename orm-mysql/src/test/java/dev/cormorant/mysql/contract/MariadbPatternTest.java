package dev.cormorant.mysql.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.PatternContract;

final class MariadbPatternTest extends PatternContract {

    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.mariadb();
    }
}

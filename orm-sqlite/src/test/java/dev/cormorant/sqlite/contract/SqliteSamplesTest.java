package dev.cormorant.sqlite.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.SamplesContract;

final class SqliteSamplesTest extends SamplesContract {
    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.sqlite();
    }
}

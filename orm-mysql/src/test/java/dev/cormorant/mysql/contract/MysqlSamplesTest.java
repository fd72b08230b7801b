package dev.cormorant.mysql.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.SamplesContract;

final class MysqlSamplesTest extends SamplesContract {
    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.mysql();
    }
}

package dev.cormorant.mysql.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.SamplesContract;

final class MariadbSamplesTest extends SamplesContract {
    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.mariadb();
    }
}

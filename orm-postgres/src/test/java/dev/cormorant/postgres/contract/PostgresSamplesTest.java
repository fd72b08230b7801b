package dev.cormorant.postgres.contract;

import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.SamplesContract;

final class PostgresSamplesTest extends SamplesContract {
    @Override
    protected TestDatabase newDatabase() {
        return TestDatabase.postgres();
    }
}

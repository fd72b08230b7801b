package dev.cormorant.mysql;

import dev.cormorant.testing.TestDatabase;

final class MysqlStopTest extends StopsOnServer {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.mysql();
    }
}

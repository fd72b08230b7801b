package dev.cormorant.mysql;

import dev.cormorant.testing.TestDatabase;

final class MysqlSessionTest extends SessionsOnServer {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.mysql();
    }
}

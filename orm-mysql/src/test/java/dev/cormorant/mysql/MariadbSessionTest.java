package dev.cormorant.mysql;

import dev.cormorant.testing.TestDatabase;

final class MariadbSessionTest extends SessionsOnServer {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.mariadb();
    }
}

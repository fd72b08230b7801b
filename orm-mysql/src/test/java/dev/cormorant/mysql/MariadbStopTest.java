package dev.cormorant.mysql;

import dev.cormorant.testing.TestDatabase;

final class MariadbStopTest extends StopsOnServer {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.mariadb();
    }
}

package dev.cormorant.mysql.contract;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.contract.CleanDatabaseContract;

final class MariadbCleanDatabaseTest extends CleanDatabaseContract {
    @Override
    protected DatabaseKind kind() {
        return DatabaseKind.MARIADB;
    }
}

package dev.cormorant.mysql.contract;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.contract.CleanDatabaseContract;

final class MysqlCleanDatabaseTest extends CleanDatabaseContract {
    @Override
    protected DatabaseKind kind() {
        return DatabaseKind.MYSQL;
    }
}

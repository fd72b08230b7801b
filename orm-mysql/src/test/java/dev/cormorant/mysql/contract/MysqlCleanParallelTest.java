package dev.cormorant.mysql.contract;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.contract.CleanParallelContract;

final class MysqlCleanParallelTest extends CleanParallelContract {
    @Override
    protected DatabaseKind kind() {
        return DatabaseKind.MYSQL;
    }
}

package dev.cormorant.mysql.contract;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.contract.CleanAcrossJvmsContract;

final class MysqlCleanAcrossJvmsTest extends CleanAcrossJvmsContract {
    @Override
    protected DatabaseKind kind() {
        return DatabaseKind.MYSQL;
    }
}

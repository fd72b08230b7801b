package dev.cormorant.mysql.contract;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.contract.RollbackContract;

final class MariadbRollbackTest extends RollbackContract {
    @Override
    protected DatabaseKind kind() {
        return DatabaseKind.MARIADB;
    }
}

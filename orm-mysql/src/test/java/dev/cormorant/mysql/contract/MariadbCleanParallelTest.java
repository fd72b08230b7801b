package dev.cormorant.mysql.contract;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.contract.CleanParallelContract;

final class MariadbCleanParallelTest extends CleanParallelContract {
    @Override
    protected DatabaseKind kind() {
        return DatabaseKind.MARIADB;
    }
}

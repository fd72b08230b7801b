package dev.cormorant.mysql.contract;

import dev.cormorant.mysql.LocalInfile;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.BulkFailureContract;

/** By {@code LOAD DATA}. */
final class MysqlBulkLoadFailureTest extends BulkFailureContract {
    @Override
    protected TestDatabase newDatabase() {
        return LocalInfile.mysql(true);
    }
}

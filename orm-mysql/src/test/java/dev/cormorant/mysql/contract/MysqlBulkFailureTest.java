package dev.cormorant.mysql.contract;

import dev.cormorant.mysql.LocalInfile;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.BulkFailureContract;

/** By batches. */
final class MysqlBulkFailureTest extends BulkFailureContract {
    @Override
    protected TestDatabase newDatabase() {
        return LocalInfile.mysql(false);
    }
}

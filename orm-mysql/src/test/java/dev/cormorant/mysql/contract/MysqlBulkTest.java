package dev.cormorant.mysql.contract;

import dev.cormorant.mysql.LocalInfile;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.BulkContract;

/** By batches. */
final class MysqlBulkTest extends BulkContract {
    @Override
    protected TestDatabase newDatabase() {
        return LocalInfile.mysql(false);
    }
}

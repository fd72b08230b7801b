package dev.cormorant.mysql.contract;

import dev.cormorant.mysql.LocalInfile;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.BulkTypesContract;

/** By batches. */
final class MysqlBulkTypesTest extends BulkTypesContract {
    @Override
    protected TestDatabase newDatabase() {
        return LocalInfile.mysql(false);
    }
}

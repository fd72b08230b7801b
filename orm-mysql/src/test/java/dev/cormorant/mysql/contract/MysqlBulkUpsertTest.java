package dev.cormorant.mysql.contract;

import dev.cormorant.mysql.LocalInfile;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.BulkUpsertContract;

/** By batches. */
final class MysqlBulkUpsertTest extends BulkUpsertContract {
    @Override
    protected TestDatabase newDatabase() {
        return LocalInfile.mysql(false);
    }
}

package dev.cormorant.mysql.contract;

import dev.cormorant.mysql.LocalInfile;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.BulkUpsertContract;

/** By {@code LOAD DATA}. */
final class MysqlBulkLoadUpsertTest extends BulkUpsertContract {
    @Override
    protected TestDatabase newDatabase() {
        return LocalInfile.mysql(true);
    }
}

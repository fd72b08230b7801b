package dev.cormorant.mysql.contract;

import dev.cormorant.mysql.LocalInfile;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.BulkContract;

/** By {@code LOAD DATA}. */
final class MysqlBulkLoadTest extends BulkContract {
    @Override
    protected TestDatabase newDatabase() {
        return LocalInfile.mysql(true);
    }
}

package dev.cormorant.mysql.contract;

import dev.cormorant.mysql.LocalInfile;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.BulkTypesContract;

/** By {@code LOAD DATA}. */
final class MysqlBulkLoadTypesTest extends BulkTypesContract {
    @Override
    protected TestDatabase newDatabase() {
        return LocalInfile.mysql(true);
    }
}

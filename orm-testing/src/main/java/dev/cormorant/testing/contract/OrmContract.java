package dev.cormorant.testing.contract;

import dev.cormorant.sql.Orm;

/** What the contracts on the facade share. */
abstract class OrmContract extends DatabaseContract {

    /** {@return the facade over the database of the test, which closes it} */
    final Orm orm() {
        return Orm.over(database());
    }
}

package dev.cormorant.examples.demo;

import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;

/** A transaction that inserts, deletes behind a savepoint, and takes everything back. */
final class SavepointDemo {

    private static final long NEW_CITY = -1;

    private final Orm orm;

    SavepointDemo(Orm orm) {
        this.orm = orm;
    }

    SavepointResult run() {
        long before = count();
        long[] inside = new long[3];
        orm.transaction(transaction -> {
            insertOne();
            inside[0] = count();
            inside[1] = deleteAndTakeBack();
            inside[2] = count();
            transaction.setRollbackOnly();
        });
        return new SavepointResult(before, inside[0], inside[1], inside[2], count());
    }

    private void insertOne() {
        orm.execute(Sql.of(
                        """
                insert into demo_city
                    (id, name, country_code, admin1_code, feature_code, population, latitude, longitude)
                values (:id, 'Cormorant', 'IS', '', 'PPL', 1, 64.5, -20.5)
                """)
                .bind("id", NEW_CITY));
    }

    /** The nested call is a savepoint, and its exception rolls back to it. */
    private long deleteAndTakeBack() {
        try {
            orm.transaction(savepoint -> {
                orm.execute(Sql.of("delete from demo_city where country_code = :country")
                        .bind("country", "CN"));
                throw new TakenBack(count());
            });
            throw new IllegalStateException("a transaction swallowed the exception of its callback");
        } catch (TakenBack expected) {
            return expected.cities;
        }
    }

    private long count() {
        return orm.fetchSingle(Sql.of("select count(*) from demo_city"), Long.class);
    }

    /** Ends the savepoint callback and carries out what was seen there. */
    private static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final long cities;

        TakenBack(long cities) {
            super("the savepoint is to be rolled back", null, false, false);
            this.cities = cities;
        }
    }
}

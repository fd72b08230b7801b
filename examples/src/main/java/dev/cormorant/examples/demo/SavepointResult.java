package dev.cormorant.examples.demo;

/**
 * How many cities there were at each moment of the transaction.
 *
 * @param before before it
 * @param inserted after its insert of one city
 * @param deleted after a delete behind the savepoint
 * @param savepointRolledBack after the rollback to the savepoint
 * @param after after the rollback of the whole
 */
record SavepointResult(long before, long inserted, long deleted, long savepointRolledBack, long after) {

    /** Whether the rollbacks took back what they had to, and no more. */
    boolean holds() {
        return inserted == before + 1 && deleted < inserted && savepointRolledBack == inserted && after == before;
    }
}

package dev.cormorant.core.lease;

/**
 * Counts of connections of one database.
 *
 * @param total open now
 * @param active leased now
 * @param idle open and not leased now
 * @param waiting threads that wait for one now
 * @param opened physical connections opened since the database was opened
 * @param taken leases taken so far
 * @param givenBack leases given back so far; equal to {@code taken} when nothing is in use
 * @param evicted leases whose connection was closed instead of going back
 * @param leaked leases whose holder was dropped without closing them
 * @param suspected leases that were suspected to be forgotten, each time that they were
 * @param forceClosed leases that were taken back from their holder, for either reason
 */
public record LeaseTotals(
        int total,
        int active,
        int idle,
        int waiting,
        long opened,
        long taken,
        long givenBack,
        long evicted,
        long leaked,
        long suspected,
        long forceClosed) {

    /** {@return how many leases needed no connection beyond those that had been opened: {@code taken - opened}, at least 0} */
    public long reused() {
        return Math.max(0, taken - opened);
    }

    /**
     * How many connections the pool itself has closed, for their age, for being idle or because they failed a test, or with the
     * database. A connection that is being closed just now may or may not be counted.
     *
     * @return those opened that are neither open nor evicted, at least 0
     */
    public long expired() {
        return Math.max(0, opened - total - evicted);
    }
}

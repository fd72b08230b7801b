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
        long forceClosed) {}

package dev.cormorant.core.internal.jdbc;

import java.sql.Statement;

/**
 * How many rows a statement has changed, from what its methods return: a number, or one number for each part of a batch. A part
 * that succeeded without a number counts as one row: so do drivers that send many rows as one statement.
 */
final class ChangedRows {

    private ChangedRows() {}

    static long of(Object result) {
        if (result instanceof Number count) {
            return count.longValue();
        }
        long sum = 0;
        if (result instanceof int[] counts) {
            for (int count : counts) {
                sum += one(count);
            }
        } else if (result instanceof long[] counts) {
            for (long count : counts) {
                sum += one(count);
            }
        }
        return sum;
    }

    private static long one(long count) {
        return count == Statement.SUCCESS_NO_INFO ? 1 : Math.max(0, count);
    }
}

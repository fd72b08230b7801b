package dev.cormorant.examples.demo;

/**
 * Rows in a time.
 *
 * @param rows how many
 * @param nanos how long it took
 */
record Rate(long rows, long nanos) {

    static Rate since(long startedAt, long rows) {
        return new Rate(rows, System.nanoTime() - startedAt);
    }

    static long perSecond(long rows, long nanos) {
        return Math.round(rows * 1e9 / Math.max(1, nanos));
    }

    long perSecond() {
        return perSecond(rows, nanos);
    }

    double seconds() {
        return nanos / 1e9;
    }
}

package dev.cormorant.migrations;

/**
 * How many databases are migrated in one run.
 *
 * @param parallel how many at the same time; 1 to 64, default 4
 * @param stopAtFailure whether no further database is begun after one has failed; those that are under way are finished. Default
 *     false
 */
public record FanOutOptions(int parallel, boolean stopAtFailure) {

    private static final int MOST = 64;
    private static final int USUAL = 4;

    /** Checks the number. */
    public FanOutOptions {
        if (parallel < 1 || parallel > MOST) {
            throw new IllegalArgumentException(
                    "1 to " + MOST + " databases are migrated at the same time, not " + parallel);
        }
    }

    /** {@return four at the same time, and a failure stops nothing} */
    public static FanOutOptions standard() {
        return new FanOutOptions(USUAL, false);
    }

    /** {@return the same with another number at the same time} */
    public FanOutOptions withParallel(int newParallel) {
        return new FanOutOptions(newParallel, stopAtFailure);
    }

    /** {@return the same with another answer to a failure} */
    public FanOutOptions withStopAtFailure(boolean newStopAtFailure) {
        return new FanOutOptions(parallel, newStopAtFailure);
    }
}

package dev.cormorant.testing.fault;

/**
 * What a passed {@link EveryCall} check has covered.
 *
 * @param calls how many calls the scenario makes without a fault; 1 or more
 * @param fired in how many runs a call failed
 * @param missed in how many runs, for an n up to {@code calls}, that call was not made; more than 0 only for a scenario
 *     that makes fewer calls at times
 */
public record Coverage(long calls, long fired, long missed) {}

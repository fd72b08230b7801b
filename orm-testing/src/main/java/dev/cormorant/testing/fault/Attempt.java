package dev.cormorant.testing.fault;

import java.util.Optional;

/**
 * One run of a scenario in which a call failed, given to the verifier of {@link EveryCall}. The fault is over: the data
 * source is disarmed, so the verifier can also ask whether the next query works.
 *
 * @param <S> what the scenario runs on
 * @param n which call failed, from 1
 * @param call its name, such as {@code PreparedStatement.executeQuery}
 * @param thrown what the scenario threw; empty if it coped
 * @param subject what the scenario ran on; closed by {@link EveryCall} after the verifier
 * @param dataSource the faulty data source of this run, with its trace of calls
 */
public record Attempt<S>(long n, String call, Optional<Throwable> thrown, S subject, FaultyDataSource dataSource) {}

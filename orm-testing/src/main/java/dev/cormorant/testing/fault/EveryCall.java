package dev.cormorant.testing.fault;

import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * Runs a scenario once for each JDBC call that it makes, failing that one call, and lets a verifier look at what is
 * left after each run. All failures are reported together, each with its n and its call.
 *
 * <p>First the scenario runs without a fault, which must succeed and tells how many calls there are. Then n goes from 1
 * upwards, past that number too (a pool's own threads make a run longer or shorter), until a run ends in which the
 * fault did not fire.
 *
 * <pre>{@code
 * EveryCall.of(sqlite)                                    // what a connect does, call by call
 *         .check(faulty -> connectAndClose(faulty), attempt -> assertThat(attempt.thrown()).isPresent());
 *
 * EveryCall.of(sqlite)
 *         .opening(faulty -> new Pool(faulty))            // opened and closed for each run, not faulted
 *         .with(Fault::killingTheConnection)
 *         .check(pool -> pool.transaction(...), attempt -> assertThat(attempt.subject().inUse()).isZero());
 * }</pre>
 *
 * <p>Immutable; {@link #check} runs on the calling thread and can be called again.
 *
 * @param <S> what the scenario runs on: the {@link FaultyDataSource} itself, or what {@link #opening} opens on it
 */
public final class EveryCall<S> {
    private static final int MOST = 2000;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /**
     * Opens what the scenario runs on. Nothing fails in here.
     *
     * @param <S> what is opened; closed after each run if it is {@link AutoCloseable}
     */
    @FunctionalInterface
    public interface Opening<S> {
        /**
         * Opens it, once for each run.
         *
         * @param dataSource the faulty data source, not armed yet
         * @return what the scenario runs on
         * @throws Exception fails the check
         */
        S open(FaultyDataSource dataSource) throws Exception;
    }

    /**
     * What is done again and again.
     *
     * @param <S> what it runs on
     */
    @FunctionalInterface
    public interface Scenario<S> {
        /**
         * Runs it once. It must make its calls in the same order each time, as far as they are its own.
         *
         * @param subject what it runs on
         * @throws Exception expected when a call fails; given to the verifier
         */
        void run(S subject) throws Exception;
    }

    /**
     * What must hold after each run.
     *
     * @param <S> what the scenario ran on
     */
    @FunctionalInterface
    public interface Verifier<S> {
        /**
         * Looks at one run.
         *
         * @param attempt which call failed and what came of it
         * @throws Exception or an {@link AssertionError}: what is wrong; reported with n and call
         */
        void verify(Attempt<S> attempt) throws Exception;
    }

    final DataSource target;
    final Opening<S> opening;
    final UnaryOperator<Fault> shape;
    final int most;
    final Duration limit;

    private EveryCall(DataSource target, Opening<S> opening, UnaryOperator<Fault> shape, int most, Duration limit) {
        this.target = Objects.requireNonNull(target, "target");
        this.opening = Objects.requireNonNull(opening, "opening");
        this.shape = Objects.requireNonNull(shape, "shape");
        this.most = most;
        this.limit = limit;
    }

    /**
     * Scenarios on a data source itself, each run on a {@link FaultyDataSource} of its own.
     *
     * @param target the real data source; used again for each run and never closed
     * @return the runner, for {@link Fault#at(long)} faults, 2000 runs at most, 30 s a run at most
     */
    public static EveryCall<FaultyDataSource> of(DataSource target) {
        return new EveryCall<>(target, dataSource -> dataSource, UnaryOperator.identity(), MOST, LIMIT);
    }

    /**
     * Scenarios on something that is opened first, for each run, without a fault; only the scenario is faulted.
     *
     * @param <T> what is opened; closed after the verifier if it is {@link AutoCloseable}
     * @param subject opens it
     * @return the runner
     */
    public <T> EveryCall<T> opening(Opening<T> subject) {
        return new EveryCall<>(target, subject, shape, most, limit);
    }

    /**
     * Another kind of fault.
     *
     * @param kind what to change about {@link Fault#at(long)}, such as {@code Fault::afterTheCall}; its n is set for each
     *     run, whatever this does to it
     * @return the runner
     */
    public EveryCall<S> with(UnaryOperator<Fault> kind) {
        return new EveryCall<>(target, opening, kind, most, limit);
    }

    /**
     * Another bound on the number of runs.
     *
     * @param runs the largest n, 1 or more; default 2000. A scenario that makes more calls fails the check
     * @return the runner
     * @throws IllegalArgumentException if it is less than 1
     */
    public EveryCall<S> atMost(int runs) {
        if (runs < 1) {
            throw new IllegalArgumentException("the largest n is 1 or more, not " + runs);
        }
        return new EveryCall<>(target, opening, shape, runs, limit);
    }

    /**
     * Another bound on the time of each run.
     *
     * @param time after this long the scenario's thread is interrupted and the run counts as hung; more than zero,
     *     default 30 s. A scenario that ignores interrupts goes on hanging
     * @return the runner
     * @throws IllegalArgumentException if it is not more than zero
     */
    public EveryCall<S> within(Duration time) {
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException("the time of a run is more than zero, not " + time);
        }
        return new EveryCall<>(target, opening, shape, most, time);
    }

    /**
     * Runs the scenario with each of its calls failing in turn.
     *
     * @param scenario what to do
     * @param verifier what must hold after each run in which the fault fired
     * @return what was covered
     * @throws AssertionError if the verifier failed for any call, or a run hung, left the interrupt flag set, threw
     *     without a fault or could not be opened or closed; if the scenario makes no call, or more than the bound; each
     *     failure is named in the message and is a suppressed exception of the error
     */
    public Coverage check(Scenario<? super S> scenario, Verifier<S> verifier) {
        return new EveryCallRun<>(this, scenario, verifier).run();
    }
}

package dev.cormorant.testing.fault;

import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Which JDBC call of a {@link FaultyDataSource} fails, how, and what fails after it. Immutable; start with
 * {@link #at(long)}: {@code Fault.at(7).afterTheCall().killingTheConnection()}.
 *
 * <p>Whatever the moment, a failing {@code close}, {@code abort} or {@code free} releases the real thing and then
 * throws, as drivers do: a fault never leaves a real connection open that nobody can close any more.
 *
 * @param n the call that fails, counted from 1; 0 for none
 * @param moment whether the real call is carried out before the exception is thrown
 * @param reach what else fails afterwards
 * @param closingCounted whether {@code close}, {@code abort}, {@code free}, {@code rollback}, {@code isClosed} and
 *     {@code isValid} are counted, and so can be the nth call; if not, the nth call is never one of them
 * @param error makes the exception, anew for each failing call: a {@link SQLException}, an unchecked exception or an
 *     {@link Error}
 */
public record Fault(
        long n, Moment moment, Reach reach, boolean closingCounted, Function<? super Call, ? extends Throwable> error) {

    /** When the exception is thrown. */
    public enum Moment {
        /** Instead of the real call. */
        BEFORE,
        /**
         * After the real call was carried out, as when the answer is lost. What the call opened is closed again, since
         * nobody gets it. If the real call itself fails, its own exception is thrown.
         */
        AFTER
    }

    /** What fails besides the nth call. */
    public enum Reach {
        /** Nothing else: the next call works again. */
        CALL,
        /**
         * Every later call on the same connection and all that came from it, for good. Its {@code close}, {@code abort}
         * and {@code isClosed} work, its {@code isValid} answers false. Other connections work. The same as {@link #CALL}
         * if the nth call belongs to no connection yet ({@code DataSource.getConnection}).
         */
        CONNECTION,
        /**
         * Every later call on everything that came from the data source, new connections too, until the data source is
         * armed anew or disarmed; with the same exceptions as for {@link #CONNECTION}.
         */
        EVERYTHING
    }

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public Fault {
        if (n < 0) {
            throw new IllegalArgumentException("the call that fails is counted from 1 (0: none), not " + n);
        }
        Objects.requireNonNull(moment, "moment");
        Objects.requireNonNull(reach, "reach");
        Objects.requireNonNull(error, "error");
    }

    /**
     * The nth call fails once, before it is carried out, with a {@link SQLException} of SQLState 08006 (connection
     * failure); closing calls are counted.
     *
     * @param n the call that fails, counted from 1; 0 for none
     * @return the fault
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public static Fault at(long n) {
        return new Fault(n, Moment.BEFORE, Reach.CALL, true, Fault::connectionFailure);
    }

    /** {@return no fault: calls are counted and none fails} */
    public static Fault none() {
        return at(0);
    }

    /**
     * The same fault at another call.
     *
     * @param call the call that fails, counted from 1; 0 for none
     * @return the fault
     * @throws IllegalArgumentException if {@code call} is negative
     */
    public Fault movedTo(long call) {
        return new Fault(call, moment, reach, closingCounted, error);
    }

    /** {@return the same fault, thrown after the real call was carried out} */
    public Fault afterTheCall() {
        return new Fault(n, Moment.AFTER, reach, closingCounted, error);
    }

    /** {@return the same fault, after which its connection stays dead: see {@link Reach#CONNECTION}} */
    public Fault killingTheConnection() {
        return new Fault(n, moment, Reach.CONNECTION, closingCounted, error);
    }

    /** {@return the same fault, after which everything stays dead: see {@link Reach#EVERYTHING}} */
    public Fault killingEverything() {
        return new Fault(n, moment, Reach.EVERYTHING, closingCounted, error);
    }

    /** {@return the same fault, with closing calls exempt: neither counted nor failed at the nth call} */
    public Fault sparingClosingCalls() {
        return new Fault(n, moment, reach, false, error);
    }

    /**
     * The same fault with another exception.
     *
     * @param exception makes a {@link SQLException}, an unchecked exception or an {@link Error}, a new one for each
     *     failing call; for {@code Connection.setClientInfo}, a SQLException is rethrown as the kind that this method
     *     declares, with the given one as its cause
     * @return the fault
     */
    public Fault throwing(Supplier<? extends Throwable> exception) {
        Objects.requireNonNull(exception, "exception");
        return new Fault(n, moment, reach, closingCounted, call -> exception.get());
    }

    private static SQLException connectionFailure(Call call) {
        return new SQLException("injected fault at call " + call, "08006");
    }
}

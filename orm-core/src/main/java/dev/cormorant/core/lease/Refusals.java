package dev.cormorant.core.lease;

import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.LoginFailure;
import dev.cormorant.core.error.AcquireInterruptedException;
import dev.cormorant.core.error.ConnectionReclaimedException;
import dev.cormorant.core.error.ConnectionUnavailableException;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.NestedLeaseException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.PoolExhaustedException;
import dev.cormorant.core.error.ShuttingDownException;
import dev.cormorant.core.error.TooManyWaitersException;
import java.sql.SQLException;
import java.util.List;

/** The ways in which a connection is not given, each with the message that helps. */
final class Refusals {

    private final Driver driver;
    private final String name;

    Refusals(Driver driver, String name) {
        this.driver = driver;
        this.name = name;
    }

    private FailedOperation acquiring(LeaseRequest request) {
        return FailedOperation.of("take a connection for " + request.label(), driver.name() + " \"" + name + "\"");
    }

    NestedLeaseException nested(LeaseRequest request, HeldLease own) {
        return new NestedLeaseException(
                acquiring(request)
                        .message(
                                "this thread holds a connection already, taken for " + own
                                        + "; a second one could wait for ever. Finish that first, or do both in one transaction"),
                null);
    }

    PoolExhaustedException exhausted(LeaseRequest request, List<HeldLease> held, Lane lane) {
        List<HeldLease> inLane = held.stream()
                .filter(lease -> lease.access() == lane.access || lane.size > 1)
                .toList();
        return new PoolExhaustedException(
                acquiring(request)
                        .message("pool exhausted after " + Durations.words(request.maxWait()) + ": " + inLane.size()
                                + " of " + lane.size + " in use, " + lane.gate.waiting() + " waiting"
                                + (inLane.isEmpty() ? "" : "; longest: " + inLane.get(0))
                                + ". Hold connections shorter, or raise pool.max-size or pool.acquire-timeout"),
                null);
    }

    PoolExhaustedException budgetExhausted(LeaseRequest request, String budget) {
        return new PoolExhaustedException(
                acquiring(request)
                        .message("no connection of the budget of all databases for "
                                + Durations.words(request.maxWait()) + ": " + budget
                                + ". Hold connections shorter, or raise the budget or pool.acquire-timeout"),
                null);
    }

    TooManyWaitersException tooManyForTheBudget(LeaseRequest request, String budget) {
        return new TooManyWaitersException(
                acquiring(request)
                        .message("too many callers wait for the budget of all databases already, no more are allowed"
                                + " (max-waiters of the databases): " + budget),
                null);
    }

    TooManyWaitersException tooManyWaiters(LeaseRequest request, int most) {
        return new TooManyWaitersException(
                acquiring(request)
                        .message(most + " callers wait for a connection already, no more are allowed"
                                + " (pool.max-waiters)"),
                null);
    }

    AcquireInterruptedException interrupted(LeaseRequest request, InterruptedException cause) {
        return new AcquireInterruptedException(
                acquiring(request).message("the thread was interrupted; its interrupt flag is set"), cause);
    }

    ShuttingDownException shuttingDown(LeaseRequest request) {
        return new ShuttingDownException(
                acquiring(request).message("the database is closing or closed; open it again to use it"), null);
    }

    ConnectionReclaimedException takenBack(HeldLease lease) {
        return new ConnectionReclaimedException(
                FailedOperation.of("use the connection taken for " + lease.label(), driver.name() + " \"" + name + "\"")
                        .message(
                                "it was taken back from its holder as a leak, and what was not committed is rolled back: "
                                        + lease
                                        + ". Hold connections shorter, or raise the leak.* limit that the report names"),
                null);
    }

    OrmException failed(LeaseRequest request, SQLException cause) {
        OrmException meaning = LoginFailure.meaning(cause, driver, acquiring(request));
        return meaning instanceof ConnectionUnavailableException
                ? meaning
                : new ConnectionUnavailableException(meaning.getMessage(), cause);
    }
}

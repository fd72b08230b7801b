package dev.cormorant.core;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.DatabasesConfig;
import dev.cormorant.core.config.SettingsDifference;
import dev.cormorant.core.error.AcquireInterruptedException;
import dev.cormorant.core.error.ConfigurationException;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.ShuttingDownException;
import dev.cormorant.core.lease.Leases;
import dev.cormorant.core.service.ServiceRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The open databases of a set, one for each key, with the number of their owners. Who opens a key first connects, and whoever else
 * asks meanwhile waits for it. The lock is held for looking into the map, never while anything connects or closes.
 */
final class OpenDatabases {

    /** One key, from before it is connected until it is closed. Its fields are guarded by the lock. */
    private static final class Member {
        final DatabaseKey key;
        final DatabaseConfig config;
        final AtomicBoolean begun = new AtomicBoolean();
        final CompletableFuture<Database> opened = new CompletableFuture<>();
        final CompletableFuture<Boolean> gone = new CompletableFuture<>();
        int owners;
        boolean closing;

        Member(DatabaseKey key, DatabaseConfig config) {
            this.key = key;
            this.config = config;
        }

        /** A caller may close the database itself, past its handle; the next owner gets a new one. */
        boolean wasClosedByItself() {
            return !closing && isOpen() && opened.join().services().isClosed();
        }

        boolean isOpen() {
            return opened.isDone() && !opened.isCompletedExceptionally();
        }
    }

    private final DatabasesConfig limits;
    private final Function<DatabaseConfig, Database> connecting;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<DatabaseKey, Member> members = new HashMap<>();
    /** Those without an owner, the longest unowned first. */
    private final Set<Member> unowned = new LinkedHashSet<>();

    private boolean closed;

    OpenDatabases(DatabasesConfig limits, Function<DatabaseConfig, Database> connecting) {
        this.limits = limits;
        this.connecting = connecting;
    }

    DatabaseHandle open(DatabaseKey key, DatabaseConfig config) {
        while (true) {
            Member member = own(key, config);
            if (member.begun.compareAndSet(false, true)) {
                return connect(member);
            }
            if (join(member, config)) {
                return handle(member);
            }
        }
    }

    /** {@return the member that the caller owns now; whoever owns it first connects} */
    private Member own(DatabaseKey key, DatabaseConfig config) {
        while (true) {
            Member known;
            lock.lock();
            try {
                refuseIfClosed(config);
                known = members.get(key);
                if (known == null || known.wasClosedByItself()) {
                    return begin(key, config);
                }
                if (!known.closing) {
                    SettingsDifference.refuse("open \"" + config.name() + "\"", known.config, config);
                    known.owners++;
                    unowned.remove(known);
                    return known;
                }
            } finally {
                lock.unlock();
            }
            await(known.gone, config);
        }
    }

    private Member begin(DatabaseKey key, DatabaseConfig config) {
        if (members.size() >= limits.maxDatabases()) {
            throw new ConfigurationException(
                    "open \"" + config.name() + "\": " + members.size()
                            + " databases are open already, no more are allowed (max-databases); close those that are not needed");
        }
        Member mine = new Member(key, config);
        mine.owners = 1;
        Member before = members.put(key, mine);
        if (before != null) {
            unowned.remove(before);
        }
        return mine;
    }

    private void refuseIfClosed(DatabaseConfig config) {
        if (closed) {
            throw new ShuttingDownException("open \"" + config.name() + "\": the set of databases is closed", null);
        }
    }

    private DatabaseHandle connect(Member mine) {
        try {
            mine.opened.complete(connecting.apply(mine.config));
            return handle(mine);
        } catch (RuntimeException | Error failed) {
            forget(mine);
            mine.opened.completeExceptionally(failed);
            mine.gone.complete(true);
            throw failed;
        }
    }

    /** {@return false if who connects was interrupted, which is no failure of this caller: it tries by itself} */
    private boolean join(Member known, DatabaseConfig config) {
        try {
            await(known.opened, config);
            return true;
        } catch (AcquireInterruptedException interrupted) {
            if (Thread.currentThread().isInterrupted()) {
                release(known);
                throw interrupted;
            }
            return false;
        }
    }

    private static void await(CompletableFuture<?> future, DatabaseConfig config) {
        try {
            future.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            FailedOperation opening = FailedOperation.of("open", "\"" + config.name() + "\"");
            throw new AcquireInterruptedException(
                    opening.message("the thread was interrupted; its flag is set"), interrupted);
        }
    }

    private DatabaseHandle handle(Member member) {
        return new DatabaseHandle(member.opened.join(), () -> release(member));
    }

    private void release(Member member) {
        List<Member> tooMany = new ArrayList<>();
        lock.lock();
        try {
            member.owners--;
            if (member.owners == 0 && !member.closing && members.get(member.key) == member) {
                unowned.add(member);
            }
            while (unowned.size() > limits.maxIdle()) {
                Member oldest = unowned.iterator().next();
                unowned.remove(oldest);
                oldest.closing = true;
                tooMany.add(oldest);
            }
        } finally {
            lock.unlock();
        }
        tooMany.forEach(each -> close(each, drain -> drain));
    }

    private CleanupReport.Closed close(Member member, UnaryOperator<Duration> drain) {
        try {
            Database database = member.opened.join();
            return CleanupReport.Closed.of(
                    database,
                    member.owners,
                    drain.apply(member.config.close().drain()),
                    member.config.close().grace());
        } finally {
            forget(member);
            member.gone.complete(true);
        }
    }

    private void forget(Member member) {
        lock.lock();
        try {
            members.remove(member.key, member);
            unowned.remove(member);
        } finally {
            lock.unlock();
        }
    }

    /** Closes every database; work that runs on several of them drains at the same time. */
    CleanupReport cleanup(boolean forGood) {
        long startedAt = System.nanoTime();
        List<Member> all = takeAll(forGood);
        all.removeIf(member -> !hasOpened(member));
        all.forEach(OpenDatabases::refuseNew);
        List<CleanupReport.Closed> reports = new ArrayList<>();
        for (Member member : all) {
            reports.add(close(member, drain -> left(drain, startedAt)));
        }
        return new CleanupReport(List.copyOf(reports), Duration.ofNanos(System.nanoTime() - startedAt));
    }

    private static void refuseNew(Member member) {
        ServiceRegistry services = member.opened.join().services();
        if (!services.isClosed()) {
            services.find(Leases.class).ifPresent(Leases::refuseNew);
        }
    }

    private static Duration left(Duration drain, long startedAt) {
        Duration left = drain.minusNanos(System.nanoTime() - startedAt);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private List<Member> takeAll(boolean forGood) {
        lock.lock();
        try {
            closed |= forGood;
            List<Member> all = new ArrayList<>();
            for (Member member : members.values()) {
                if (!member.closing) {
                    member.closing = true;
                    all.add(member);
                }
            }
            unowned.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for one that is being connected, which ends within its connect timeout. */
    private static boolean hasOpened(Member member) {
        return member.opened.handle((opened, failed) -> failed == null).join();
    }

    List<DatabasesStats.Member> stats() {
        List<DatabasesStats.Member> found = new ArrayList<>();
        lock.lock();
        try {
            for (Member member : members.values()) {
                if (member.isOpen() && !member.closing) {
                    Database database = member.opened.join();
                    found.add(new DatabasesStats.Member(database.label(), member.owners, database.stats()));
                }
            }
        } finally {
            lock.unlock();
        }
        found.sort(Comparator.comparing(DatabasesStats.Member::label));
        return List.copyOf(found);
    }
}

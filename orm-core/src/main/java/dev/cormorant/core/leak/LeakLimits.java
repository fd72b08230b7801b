package dev.cormorant.core.leak;

import dev.cormorant.core.config.LeakConfig;
import dev.cormorant.core.lease.Lease;
import java.time.Duration;
import java.util.Optional;

/** Which limit a lease is past, if any. Nothing is past one while the database works for it. */
record LeakLimits(LeakConfig config) {

    Optional<LeakReason> passedBy(Lease lease, long now) {
        if (lease.isBusy()) {
            return Optional.empty();
        }
        if (isPast(config.idle(), lease.idle(now))) {
            return Optional.of(LeakReason.IDLE);
        }
        if (isPast(config.transaction(), lease.transactionIdle(now))) {
            return Optional.of(LeakReason.TRANSACTION);
        }
        return config.uses() > 0 && lease.uses() > config.uses() ? Optional.of(LeakReason.USES) : Optional.empty();
    }

    private static boolean isPast(Duration limit, Duration time) {
        return !limit.isZero() && time.compareTo(limit) > 0;
    }
}

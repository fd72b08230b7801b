package dev.cormorant.testing.fault;

import org.jspecify.annotations.Nullable;

/** One real connection: whether it is still open, and whether a fault has killed it. Guarded by its {@link CallLog}. */
final class Line {
    boolean open = true;

    @Nullable
    Fault killedBy;
}

package dev.cormorant.sql.internal.repository;

import org.jspecify.annotations.Nullable;

/** What one method does. Safe for all threads. */
@FunctionalInterface
interface Plan {

    /**
     * Does it.
     *
     * @param arguments the arguments of the call
     * @return what the method returns
     */
    @Nullable
    Object run(@Nullable Object[] arguments);
}

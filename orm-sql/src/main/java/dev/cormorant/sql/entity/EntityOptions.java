package dev.cormorant.sql.entity;

import jakarta.persistence.AttributeConverter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How entities are read from their classes. Immutable; as thread-safe as its converters and its clock.
 *
 * @param naming the names of tables and columns that no annotation names; default snake case
 * @param converters converters for every attribute of their first type that has no {@code @Convert} of its own, by class; at most
 *     one for each type; default none. They are made by the reader of entities, once for each attribute
 * @param hooks rules on every statement about entities, asked in their order; default none
 * @param clock the time of {@link CreatedAt}, {@link UpdatedAt}, {@link SoftDelete} and versions that are times; default the
 *     system's
 */
public record EntityOptions(
        Naming naming, List<Class<? extends AttributeConverter<?, ?>>> converters, List<QueryHook> hooks, Clock clock) {

    private static final EntityOptions DEFAULTS =
            new EntityOptions(Naming.SNAKE_CASE, List.of(), List.of(), Clock.systemUTC());

    /** Takes copies of the lists. */
    public EntityOptions {
        Objects.requireNonNull(naming, "naming");
        Objects.requireNonNull(clock, "clock");
        converters = List.copyOf(converters);
        hooks = List.copyOf(hooks);
    }

    /** {@return snake case, no converters, no hooks, the clock of the system} */
    public static EntityOptions defaults() {
        return DEFAULTS;
    }

    /**
     * A copy with other names.
     *
     * @param newNaming the names
     * @return the copy
     */
    public EntityOptions withNaming(Naming newNaming) {
        return new EntityOptions(newNaming, converters, hooks, clock);
    }

    /**
     * A copy with one more converter.
     *
     * @param converter the converter; has a constructor without parameters
     * @return the copy
     */
    public EntityOptions withConverter(Class<? extends AttributeConverter<?, ?>> converter) {
        List<Class<? extends AttributeConverter<?, ?>>> more = new ArrayList<>(converters);
        more.add(converter);
        return new EntityOptions(naming, more, hooks, clock);
    }

    /**
     * A copy with one more hook, behind the others.
     *
     * @param hook the hook; safe for all threads
     * @return the copy
     */
    public EntityOptions withHook(QueryHook hook) {
        List<QueryHook> more = new ArrayList<>(hooks);
        more.add(hook);
        return new EntityOptions(naming, converters, more, clock);
    }

    /**
     * A copy with another clock.
     *
     * @param newClock the clock
     * @return the copy
     */
    public EntityOptions withClock(Clock newClock) {
        return new EntityOptions(naming, converters, hooks, newClock);
    }
}

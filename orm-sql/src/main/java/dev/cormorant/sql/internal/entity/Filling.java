package dev.cormorant.sql.internal.entity;

import dev.cormorant.core.driver.UtcTime;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Changes;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What we fill in when an entity is written: keys, versions, times. Times are to the microsecond, as every database has them. */
final class Filling {

    private final Clock clock;

    Filling(Clock clock) {
        this.clock = clock;
    }

    <E> Changes forInsert(Model<E> model, E entity) {
        Changes changes = model.changes();
        Instant now = takesTime(model) ? now() : Instant.EPOCH;
        for (AttributeModel attribute : model.columns()) {
            // Most attributes are nothing but values, which are not read for this: it would box each number once more.
            Object value = attribute.role() == Role.VALUE ? null : inserted(attribute, attribute.value(entity), now);
            if (value != null) {
                changes.set(attribute, value);
            }
        }
        return changes;
    }

    private static boolean takesTime(Model<?> model) {
        return model.with(Role.CREATED_AT) != null
                || model.with(Role.UPDATED_AT) != null
                || model.with(Role.VERSION) != null;
    }

    /** {@return what an insert fills in for an attribute; null for nothing} */
    @Nullable
    Object inserted(AttributeModel attribute, @Nullable Object held, Instant now) {
        return switch (attribute.role()) {
            case ID -> held == null ? key(attribute) : null;
            case VERSION -> held == null ? firstVersion(attribute.type(), now) : null;
            case CREATED_AT, UPDATED_AT -> time(attribute.type(), now);
            case DELETED, ARCHIVED -> (held == null && attribute.type() == Boolean.class) ? false : null;
            case VALUE -> null;
        };
    }

    private @Nullable Object key(AttributeModel attribute) {
        return switch (attribute.generation()) {
            case UUID_V4 -> UUID.randomUUID();
            case UUID_V7 -> Uuids.version7(clock.instant());
            case ASSIGNED, IDENTITY, SEQUENCE -> null;
        };
    }

    private static Object firstVersion(Class<?> type, Instant now) {
        if (type == Instant.class) {
            return now;
        }
        return type == Integer.class ? (Object) 0 : (Object) 0L;
    }

    <E> Changes forUpdate(Model<E> model, E entity) {
        Changes changes = model.changes();
        AttributeModel updated = model.with(Role.UPDATED_AT);
        if (updated != null) {
            changes.set(updated, time(updated.type(), now()));
        }
        AttributeModel version = model.with(Role.VERSION);
        if (version != null) {
            changes.set(version, nextVersion(version.value(entity)));
        }
        return changes;
    }

    private Object nextVersion(@Nullable Object old) {
        if (old instanceof Integer number) {
            return Math.addExact(number, 1);
        }
        if (old instanceof Long number) {
            return Math.addExact(number, 1L);
        }
        if (old instanceof Instant before) {
            Instant now = now();
            return now.isAfter(before) ? now : before.plus(1, ChronoUnit.MICROS);
        }
        throw new IllegalArgumentException(
                "an entity is updated that has no version; update what was read or returned by an insert");
    }

    /** {@return what a mark is filled with} */
    Object marked(AttributeModel mark) {
        return mark.type() == Boolean.class ? true : time(mark.type(), now());
    }

    /** {@return the time of now, to the microsecond} */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Object time(Class<?> type, Instant now) {
        if (type == Instant.class) {
            return now;
        }
        return type == OffsetDateTime.class ? now.atOffset(ZoneOffset.UTC) : UtcTime.of(now);
    }
}

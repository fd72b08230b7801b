package dev.cormorant.sql.internal.entity;

import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.UUID;

/** Keys that we make. */
final class Uuids {

    private static final long VERSION_7 = 0x7000L;
    private static final int MICROS_IN_MILLI = 1_000;
    /** The twelve bits behind the milliseconds are the fraction of a millisecond, as RFC 9562 has it in 6.2, method 3. */
    private static final int FRACTIONS = 4_096;

    private Uuids() {}

    static UUID version7(Instant now) {
        long fraction = now.getLong(ChronoField.MICRO_OF_SECOND) % MICROS_IN_MILLI * FRACTIONS / MICROS_IN_MILLI;
        long high = (now.toEpochMilli() << 16) | VERSION_7 | fraction;
        // The low half of a version 4 has the variant bits and 62 random ones.
        return new UUID(high, UUID.randomUUID().getLeastSignificantBits());
    }
}

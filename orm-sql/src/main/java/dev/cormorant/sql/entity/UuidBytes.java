package dev.cormorant.sql.entity;

import jakarta.persistence.AttributeConverter;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stores a UUID as its 16 bytes, most significant first, for {@code @Convert(converter = UuidBytes.class)}; without it a UUID is
 * what the database has for it: {@code uuid} on PostgreSQL and MariaDB, text of 36 characters elsewhere. Safe for all threads.
 */
public final class UuidBytes implements AttributeConverter<@Nullable UUID, byte @Nullable []> {

    private static final int LENGTH = 16;

    /** Made by the reader of entities. */
    public UuidBytes() {}

    @Override
    public byte @Nullable [] convertToDatabaseColumn(@Nullable UUID id) {
        return id == null
                ? null
                : ByteBuffer.allocate(LENGTH)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array();
    }

    @Override
    public @Nullable UUID convertToEntityAttribute(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a UUID has " + LENGTH + " bytes, and not " + bytes.length);
        }
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        return new UUID(halves.getLong(), halves.getLong());
    }
}

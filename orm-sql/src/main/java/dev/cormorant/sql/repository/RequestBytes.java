package dev.cormorant.sql.repository;

import jakarta.data.page.PageRequest;
import jakarta.data.page.PageRequest.Cursor;
import jakarta.data.page.PageRequest.Mode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Page requests as bytes. */
final class RequestBytes {

    private static final int MOST = 4_096;
    private static final List<Mode> MODES = List.of(Mode.OFFSET, Mode.CURSOR_NEXT, Mode.CURSOR_PREVIOUS);
    private static final byte NULL = -1;
    private static final byte ENUM = -2;

    /** A type of value that has a text from which it can be made again; its place in the list is its mark. */
    private record Kind(Class<?> type, Function<String, Object> read) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(String.class, text -> text),
            new Kind(Long.class, Long::valueOf),
            new Kind(Integer.class, Integer::valueOf),
            new Kind(Short.class, Short::valueOf),
            new Kind(Byte.class, Byte::valueOf),
            new Kind(Double.class, Double::valueOf),
            new Kind(Float.class, Float::valueOf),
            new Kind(Boolean.class, Boolean::valueOf),
            new Kind(Character.class, text -> text.charAt(0)),
            new Kind(BigDecimal.class, BigDecimal::new),
            new Kind(BigInteger.class, BigInteger::new),
            new Kind(UUID.class, UUID::fromString),
            new Kind(Instant.class, Instant::parse),
            new Kind(LocalDate.class, LocalDate::parse),
            new Kind(LocalTime.class, LocalTime::parse),
            new Kind(LocalDateTime.class, LocalDateTime::parse),
            new Kind(OffsetDateTime.class, OffsetDateTime::parse));

    private RequestBytes() {}

    static byte[] write(PageRequest request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(MODES.indexOf(request.mode()));
            out.writeLong(request.page());
            out.writeInt(request.size());
            out.writeBoolean(request.requestTotal());
            Cursor cursor = request.cursor().orElse(null);
            out.writeByte(cursor == null ? 0 : cursor.size());
            for (int i = 0; cursor != null && i < cursor.size(); i++) {
                value(out, cursor.get(i));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (bytes.size() > MOST) {
            throw new IllegalArgumentException(
                    "the cursor has more than " + MOST + " bytes; order by something shorter");
        }
        return bytes.toByteArray();
    }

    private static void value(DataOutputStream out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeByte(NULL);
        } else if (value instanceof Enum<?> constant) {
            // A class that is named in a token is not loaded; the attribute knows of which enum it is.
            out.writeByte(ENUM);
            out.writeUTF(constant.name());
        } else {
            out.writeByte(mark(value.getClass()));
            out.writeUTF(value.toString());
        }
    }

    private static int mark(Class<?> type) {
        for (int i = 0; i < KINDS.size(); i++) {
            if (KINDS.get(i).type() == type) {
                return i;
            }
        }
        throw new IllegalArgumentException("a cursor with a " + type.getName()
                + " has no form as a token; order by numbers," + " texts, times, UUIDs, booleans or enums");
    }

    static PageRequest read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Mode mode = MODES.get(in.readByte());
            long page = in.readLong();
            int size = in.readInt();
            boolean total = in.readBoolean();
            @Nullable Object[] key = new Object[in.readByte()];
            for (int i = 0; i < key.length; i++) {
                key[i] = value(in);
            }
            return switch (mode) {
                case OFFSET -> PageRequest.ofPage(page, size, total);
                case CURSOR_NEXT -> PageRequest.afterCursor(Cursor.forKey(key), page, size, total);
                case CURSOR_PREVIOUS -> PageRequest.beforeCursor(Cursor.forKey(key), page, size, total);
            };
        } catch (IOException truncated) {
            throw new IllegalArgumentException("the page token ends too early", truncated);
        }
    }

    private static @Nullable Object value(DataInputStream in) throws IOException {
        byte mark = in.readByte();
        if (mark == NULL) {
            return null;
        }
        String text = in.readUTF();
        return mark == ENUM ? text : KINDS.get(mark).read().apply(text);
    }
}

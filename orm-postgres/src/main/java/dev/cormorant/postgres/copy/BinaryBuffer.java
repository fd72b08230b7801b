package dev.cormorant.postgres.copy;

import dev.cormorant.core.driver.TabbedText.Sink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** Collects bytes, big end first, and gives them to a sink when it is full. For one thread. */
final class BinaryBuffer {

    private static final int SIZE = 1 << 16;

    private final ByteBuffer bytes = ByteBuffer.allocate(SIZE);
    private final Sink sink;

    BinaryBuffer(Sink sink) {
        this.sink = sink;
    }

    /** {@return where the next bytes go, as many as are asked for, a few at most} */
    ByteBuffer next(int count) throws SQLException {
        if (bytes.remaining() < count) {
            flush();
        }
        return bytes;
    }

    /** {@return where a value of so many bytes goes, a few at most, behind its length} */
    ByteBuffer value(int length) throws SQLException {
        return next(Integer.BYTES + length).putInt(length);
    }

    /** Writes a value. */
    void writeValue(byte[] value) throws SQLException {
        next(Integer.BYTES).putInt(value.length);
        write(value);
    }

    /** Writes a text as a value. Half of a surrogate pair becomes a question mark, as in an ordinary insert. */
    void writeValue(String text) throws SQLException {
        writeValue(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes bytes, however many there are. */
    void write(byte[] some) throws SQLException {
        if (some.length <= SIZE) {
            next(some.length).put(some);
        } else {
            flush();
            sink.write(some, some.length);
        }
    }

    /** Gives what was written to the sink. */
    void flush() throws SQLException {
        if (bytes.position() > 0) {
            sink.write(bytes.array(), bytes.position());
            bytes.clear();
        }
    }
}

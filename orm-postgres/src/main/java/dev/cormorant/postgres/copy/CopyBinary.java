package dev.cormorant.postgres.copy;

import dev.cormorant.core.driver.TabbedText.Sink;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The binary format, as the manual of PostgreSQL describes it under COPY: a signature, for each row the number of its columns and for each
 * of them its length and its bytes, and -1 behind the last row.
 */
final class CopyBinary implements CopyRows {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int NO_FLAGS = 0;
    private static final int NO_EXTENSION = 0;
    private static final int NULL = -1;
    private static final short END = -1;

    private final List<BinaryForm> forms;
    private final BinaryBuffer buffer;

    /** With a form for each column. */
    CopyBinary(List<BinaryForm> forms, Sink sink) throws SQLException {
        this.forms = forms;
        this.buffer = new BinaryBuffer(sink);
        buffer.write(SIGNATURE);
        buffer.next(Integer.BYTES).putInt(NO_FLAGS);
        buffer.next(Integer.BYTES).putInt(NO_EXTENSION);
    }

    @Override
    public void write(@Nullable Object[] row) throws SQLException {
        buffer.next(Short.BYTES).putShort((short) row.length);
        for (int i = 0; i < row.length; i++) {
            Object value = row[i];
            if (value == null) {
                buffer.next(Integer.BYTES).putInt(NULL);
            } else {
                forms.get(i).write(buffer, i + 1, value);
            }
        }
    }

    @Override
    public void end() throws SQLException {
        buffer.next(Short.BYTES).putShort(END);
        buffer.flush();
    }
}

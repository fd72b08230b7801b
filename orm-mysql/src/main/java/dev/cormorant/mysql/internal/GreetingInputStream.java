package dev.cormorant.mysql.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Replaces the version 5.5.5 in front of the real one in the greeting of a MariaDB 10 server by 5.7.9: of the same length, and
 * of a MySQL that knows what MariaDB 10 knows, by the same names. The greeting is the first packet: three bytes of length, a
 * number, the protocol version 10, then the server version. What follows passes unseen.
 */
final class GreetingInputStream extends FilterInputStream {

    private static final byte[] CLAIMED = "5.5.5-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MEANT = "5.7.9-".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION_AT = 5;
    private static final int LENGTH = VERSION_AT + CLAIMED.length;
    private static final byte PROTOCOL = 10;

    private final byte[] head = new byte[LENGTH];
    private int read;
    private int given;

    GreetingInputStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        if (given == LENGTH) {
            return in.read();
        }
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (given == LENGTH || length == 0) {
            return in.read(target, offset, length);
        }
        fillHead();
        int count = Math.min(length, read - given);
        if (count == 0) {
            return -1;
        }
        System.arraycopy(head, given, target, offset, count);
        given += count;
        return count;
    }

    private void fillHead() throws IOException {
        while (read < LENGTH) {
            int more = in.read(head, read, LENGTH - read);
            if (more < 0) {
                return;
            }
            read += more;
            if (read == LENGTH && isMariaDb10()) {
                System.arraycopy(MEANT, 0, head, VERSION_AT, MEANT.length);
            }
        }
    }

    /** Only MariaDB writes a version number behind a version number; MySQL itself never was 5.5.5 with a minus behind it. */
    private boolean isMariaDb10() {
        if (head[VERSION_AT - 1] != PROTOCOL) {
            return false;
        }
        for (int i = 0; i < CLAIMED.length; i++) {
            if (head[VERSION_AT + i] != CLAIMED[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int available() throws IOException {
        return read - given + in.available();
    }

    @Override
    public long skip(long count) throws IOException {
        if (given == LENGTH || count <= 0) {
            return in.skip(count);
        }
        byte[] passed = new byte[(int) Math.min(count, LENGTH)];
        return Math.max(0, read(passed, 0, passed.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}

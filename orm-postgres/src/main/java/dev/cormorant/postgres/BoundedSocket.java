package dev.cormorant.postgres;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/**
 * A socket that gives up at a deadline, however many reads it takes and whatever read timeout is set meanwhile; where the deadline
 * heeds interrupts, an interrupt of the reading thread ends it too. Needed because pgjdbc counts its limits in seconds, for each
 * read and each attempt anew. Once the deadline is lifted it is an ordinary socket, but for two things:
 *
 * <ul>
 *   <li>After a read that timed out the next one fails at once, until another timeout is set: the JDK's TLS reads once more while
 *       closing, and would wait for a frozen server a second time.
 *   <li>A write that fails closes it: pgjdbc does not, if that happens while it says goodbye to the server.
 * </ul>
 */
final class BoundedSocket extends Socket {

    /** How soon an interrupt is noticed. */
    private static final int SLICE_MILLIS = 100;

    private final Deadline deadline;
    private int wantedTimeout;
    private volatile boolean gaveUp;

    BoundedSocket(Deadline deadline) {
        this.deadline = deadline;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        int left = deadline.leftMillis();
        super.connect(endpoint, timeout == 0 ? left : Math.min(timeout, left));
    }

    @Override
    public synchronized void setSoTimeout(int timeout) throws SocketException {
        wantedTimeout = timeout;
        gaveUp = false;
        super.setSoTimeout(timeout);
    }

    @Override
    public synchronized int getSoTimeout() {
        return wantedTimeout;
    }

    synchronized void restoreTimeout() throws SocketException {
        super.setSoTimeout(wantedTimeout);
    }

    private void setSlice(int millis) throws SocketException {
        super.setSoTimeout(millis);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return deadline.isLifted()
                        ? readOnce(in, target, offset, length)
                        : readBounded(in, target, offset, length);
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }
        };
    }

    /** A socket that cannot be written to closes: pgjdbc 42.7 leaves it open when its farewell to a lost server fails. */
    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                try {
                    out.write(source, offset, length);
                } catch (IOException lost) {
                    BoundedSocket.this.close();
                    throw lost;
                }
            }

            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }
        };
    }

    private int readOnce(InputStream in, byte[] target, int offset, int length) throws IOException {
        if (gaveUp) {
            throw new SocketTimeoutException("the server has not answered in time before");
        }
        try {
            return in.read(target, offset, length);
        } catch (SocketTimeoutException silent) {
            gaveUp = true;
            throw silent;
        }
    }

    private int readBounded(InputStream in, byte[] target, int offset, int length) throws IOException {
        while (true) {
            setSlice(Math.min(SLICE_MILLIS, deadline.leftMillis()));
            try {
                return in.read(target, offset, length);
            } catch (SocketTimeoutException sliceEnded) {
                // Whether the whole time is over, the next round finds out.
            }
        }
    }
}

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
 * heeds interrupts, an interrupt of the reading thread ends it too. Once the deadline is lifted it is an ordinary socket. Needed because pgjdbc counts its limits
 * in seconds, for each read and each attempt anew.
 */
final class BoundedSocket extends Socket {

    /** How soon an interrupt is noticed. */
    private static final int SLICE_MILLIS = 100;

    private final Deadline deadline;
    private int wantedTimeout;

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
                return deadline.isLifted() ? in.read(target, offset, length) : readBounded(in, target, offset, length);
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
                } catch (IOException broken) {
                    BoundedSocket.this.close();
                    throw broken;
                }
            }
        };
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

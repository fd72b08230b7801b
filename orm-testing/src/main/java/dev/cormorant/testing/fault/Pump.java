package dev.cormorant.testing.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** Carries the bytes of one connection in one direction. Run by one thread; {@link #halfClose} comes from any. */
final class Pump {
    private static final int CHUNK = 8192;

    private final ProxiedConnection connection;
    private final Lane lane;
    private final Socket from;
    private final Socket to;
    private volatile boolean discarding;
    private Lane.@Nullable CutPoint point;
    private long sinceCutPoint;

    Pump(ProxiedConnection connection, Lane lane, Socket from, Socket to) {
        this.connection = connection;
        this.lane = lane;
        this.from = from;
        this.to = to;
    }

    /** Until the source ends, which is passed on, or the connection does. */
    void run() throws IOException, InterruptedException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] chunk = new byte[CHUNK];
        int read = in.read(chunk);
        while (read >= 0) {
            if (!lane.pass(connection::ended)) {
                return;
            }
            forward(out, chunk, read);
            read = in.read(chunk);
        }
        // The end of the stream is held back by a stall like any byte.
        if (lane.pass(connection::ended)) {
            halfClose();
        }
    }

    private void forward(OutputStream out, byte[] chunk, int read) throws IOException {
        Lane.CutPoint now = lane.cutPoint();
        if (now != point) {
            point = now;
            sinceCutPoint = 0;
        }
        int allowed = now == null ? read : (int) Math.min(read, now.bytes - sinceCutPoint);
        if (!discarding) {
            send(out, chunk, allowed);
        }
        sinceCutPoint += allowed;
        if (now != null && sinceCutPoint == now.bytes) {
            connection.cut(now.how);
        }
    }

    private void send(OutputStream out, byte[] chunk, int length) throws IOException {
        try {
            out.write(chunk, 0, length);
            lane.forwarded(length);
        } catch (IOException e) {
            // A half-close in the middle of the write is no failure of the connection.
            if (!discarding) {
                throw e;
            }
        }
    }

    /** The receiver sees the end of the stream; what still comes from the sender is dropped. */
    void halfClose() {
        discarding = true;
        try {
            to.shutdownOutput();
        } catch (IOException e) {
            // Already shut, by the cut that ended the connection or by an earlier half-close.
            lane.wake();
        }
    }
}

package dev.cormorant.testing.fault;

import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * A TCP proxy on the loopback address that misbehaves on demand. It listens on 127.0.0.1, at a free port, and forwards
 * to one server until told otherwise; every fault can be switched on and off while connections are open.
 *
 * <p>It carries bytes in chunks of up to 8 KiB, on two daemon threads a connection, named {@code faulty-proxy-*}. A
 * server that cannot be reached shows as a reset of the client's connection. Safe for use by many threads. Closed by
 * whoever opened it; then no thread and no socket of it is left.
 */
public final class FaultyProxy implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 256;

    private final Reception reception;

    private FaultyProxy(Reception reception) {
        this.reception = reception;
        reception.start();
    }

    /**
     * A proxy before a server, for 256 connections at once at most.
     *
     * @param host the server's host name or address
     * @param port the server's port
     * @return the proxy, listening
     * @throws UncheckedIOException if no port can be had
     */
    public static FaultyProxy to(String host, int port) {
        return to(host, port, MAX_CONNECTIONS);
    }

    /**
     * A proxy before a server.
     *
     * @param host the server's host name or address
     * @param port the server's port
     * @param maxConnections the most connections open at once, 1 or more; the next one is reset
     * @return the proxy, listening
     * @throws IllegalArgumentException if {@code maxConnections} is less than 1
     * @throws UncheckedIOException if no port can be had
     */
    public static FaultyProxy to(String host, int port, int maxConnections) {
        if (maxConnections < 1) {
            throw new IllegalArgumentException("a proxy holds 1 connection or more, not " + maxConnections);
        }
        return new FaultyProxy(new Reception(Optional.of(new InetSocketAddress(host, port)), maxConnections));
    }

    /**
     * A server that accepts connections and never answers: what a hung database looks like from outside.
     *
     * @return the server, listening; {@link #forward()} is not for it
     * @throws UncheckedIOException if no port can be had
     */
    public static FaultyProxy silentServer() {
        return new FaultyProxy(new Reception(Optional.empty(), MAX_CONNECTIONS));
    }

    /** {@return the address to connect to: {@code 127.0.0.1}} */
    public String host() {
        return "127.0.0.1";
    }

    /** {@return the port to connect to} */
    public int port() {
        return reception.port();
    }

    /** {@return how many connections are open now} */
    public int openConnections() {
        return reception.openConnections();
    }

    /** {@return how many connections came in since the start, refused ones too} */
    public long accepted() {
        return reception.accepted();
    }

    /**
     * How many bytes were forwarded since the start; those held by a stall or dropped are not counted.
     *
     * @param direction which way
     * @return the number of bytes
     */
    public long bytes(Direction direction) {
        return reception.lane(direction).bytes();
    }

    /** Resets all connections that are open now. */
    public void cut() {
        cut(Cut.RESET);
    }

    /**
     * Ends all connections that are open now.
     *
     * @param how with a reset, or in order
     */
    public void cut(Cut how) {
        reception.onEachOpen(connection -> connection.cut(how));
    }

    /** Holds back all bytes of both directions; connections are still accepted. See {@link #stall(Direction)}. */
    public void stall() {
        reception.onEachLane(lane -> lane.stalled(true));
    }

    /**
     * Holds back all bytes of one direction, of present and future connections, until {@link #resume}. Nothing is lost:
     * what the proxy has no room for waits in the sender's buffers. The end of a stream is held back too.
     *
     * @param direction which way
     */
    public void stall(Direction direction) {
        reception.lane(direction).stalled(true);
    }

    /** Lets the held bytes of both directions go on. */
    public void resume() {
        reception.onEachLane(lane -> lane.stalled(false));
    }

    /**
     * Lets the held bytes of one direction go on.
     *
     * @param direction which way
     */
    public void resume(Direction direction) {
        reception.lane(direction).stalled(false);
    }

    /**
     * Delays both directions. See {@link #delay(Duration, Direction)}.
     *
     * @param time how long; zero for no delay
     * @throws IllegalArgumentException if it is negative
     */
    public void delay(Duration time) {
        for (Direction direction : Direction.values()) {
            delay(time, direction);
        }
    }

    /**
     * Holds each chunk, of present and future connections, for a time. A chunk is what one read finds, up to 8 KiB, and
     * the next one is read after it: a request is delayed once, a long answer once for each 8 KiB.
     *
     * @param time how long; zero for no delay
     * @param direction which way
     * @throws IllegalArgumentException if it is negative
     */
    public void delay(Duration time, Direction direction) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a delay is zero or more, not " + time);
        }
        reception.lane(direction).delay(time);
    }

    /**
     * Ends one direction of all connections that are open now: the receiver finds the end of the stream, the sender
     * notices nothing and what it sends is dropped; the other direction goes on.
     *
     * @param direction which way
     */
    public void halfClose(Direction direction) {
        reception.onEachOpen(connection -> connection.halfClose(direction));
    }

    /**
     * Resets each connection once this many bytes of it went through. See {@link #cutAfter(long, Direction, Cut)}.
     *
     * @param nthByte how many bytes go through; 0 or more
     * @param direction which way
     * @throws IllegalArgumentException if {@code nthByte} is negative
     */
    public void cutAfter(long nthByte, Direction direction) {
        cutAfter(nthByte, direction, Cut.RESET);
    }

    /**
     * Ends each connection once exactly this many bytes of it went through in one direction, counted for each connection
     * by itself: from now on, or from its start if it comes later. At 0 it ends at the first byte, which is not passed
     * on. Holds until {@link #forward()} or another order for that direction.
     *
     * @param nthByte how many bytes go through; 0 or more
     * @param direction which way
     * @param how with a reset, or in order
     * @throws IllegalArgumentException if {@code nthByte} is negative
     */
    public void cutAfter(long nthByte, Direction direction, Cut how) {
        if (nthByte < 0) {
            throw new IllegalArgumentException("bytes are counted from 0, not " + nthByte);
        }
        reception.lane(direction).cutPoint(new Lane.CutPoint(nthByte, how));
    }

    /**
     * Resets new connections at once; those that are open go on. A client sees a connection that breaks before the first
     * answer; for a port where nobody listens, use the port of a closed proxy.
     */
    public void refuse() {
        reception.welcome(Reception.Welcome.REFUSE);
    }

    /** Accepts new connections and never answers them, nor tells the server; those that are open go on. */
    public void acceptAndNeverAnswer() {
        reception.welcome(Reception.Welcome.NEVER_ANSWER);
    }

    /**
     * Ends all faults: new connections are forwarded, no stall, no delay, no cut to come. Connections that were accepted
     * by {@link #acceptAndNeverAnswer()} stay silent.
     *
     * @throws IllegalStateException if this is a {@link #silentServer()}, which has no server to forward to
     */
    public void forward() {
        reception.welcome(Reception.Welcome.FORWARD);
        reception.onEachLane(lane -> {
            lane.stalled(false);
            lane.delay(Duration.ZERO);
            lane.cutPoint(null);
        });
    }

    /**
     * Stops listening, resets what is open, and waits for the threads to end, for 10 s at most. Does nothing the second
     * time. An interrupt is kept for the caller and does not cut the wait short.
     *
     * @throws UncheckedIOException if the port cannot be closed
     */
    @Override
    public void close() {
        reception.close();
    }
}

package dev.cormorant.benchmarks.peers;

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One row by its key, by many threads on one layer with a small pool. The database is the one that {@link PeersBenchmark} is told of. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the parameter and calls open first.
public class ThreadsBenchmark {

    private static final int POOL_SIZE = 4;

    /** The layer; set by JMH. */
    @Param({"JDBC"})
    public String layer;

    private Peer peer;

    /**
     * Opens the layer.
     *
     * @throws Exception if it does not open
     */
    @Setup
    public void open() throws Exception {
        peer = Layer.valueOf(layer)
                .open(Place.read(Path.of(System.getProperty(PeersBenchmark.PLACE)))
                        .withPoolSize(POOL_SIZE));
    }

    /** Closes it. */
    @TearDown
    public void close() {
        peer.close();
    }

    /** {@return one row by its key} */
    @Benchmark
    public Object key() throws Exception {
        return peer.byKey(1 + ThreadLocalRandom.current().nextInt(Rows.ITEMS));
    }
}

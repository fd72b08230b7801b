package dev.cormorant.benchmarks.peers;

import dev.cormorant.benchmarks.peers.Rows.Measurement;
import dev.cormorant.benchmarks.peers.Rows.Search;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

/** One operation of one layer. The database is the one that the system property {@value #PLACE} names. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the parameter and calls open first.
public class PeersBenchmark {

    /** Names the file that says where the database is. */
    static final String PLACE = "cormorant.benchmarks.place";

    /** The layer; set by JMH. */
    @Param({"JDBC"})
    public String layer;

    private Peer peer;
    private long number;
    private long measured;

    /**
     * Opens the layer.
     *
     * @throws Exception if it does not open
     */
    @Setup
    public void open() throws Exception {
        Place place = Place.read(Path.of(System.getProperty(PLACE)));
        peer = Layer.valueOf(layer).open(place);
        if (place.processor().isPresent()) {
            place.processor().get().bindThisThread();
        }
        // Apart from the measurements of other layers and rounds.
        measured = System.currentTimeMillis() * 1_000_000;
    }

    /** Closes it. */
    @TearDown
    public void close() {
        peer.close();
    }

    /** {@return one row by its key} */
    @Benchmark
    public Object key() throws Exception {
        return peer.byKey(1 + number++ % Rows.ITEMS);
    }

    /** {@return a hundred rows by an index} */
    @Benchmark
    public Object list() throws Exception {
        return peer.list((int) (number++ % (Rows.ITEMS / Rows.ITEMS_OF_A_GROUP)));
    }

    /** {@return a generated key} */
    @Benchmark
    public long insert() throws Exception {
        return peer.insert("a guest", (int) (number++ % 1_000));
    }

    /** {@return a thousand new rows, inserted in one transaction} */
    @Benchmark
    public Object insertAll() throws Exception {
        List<Measurement> rows = new ArrayList<>(Rows.BATCH);
        for (int i = 0; i < Rows.BATCH; i++) {
            rows.add(new Measurement(measured++, i, i / 3.0));
        }
        peer.insertAll(rows);
        return rows;
    }

    /** Reads a row, changes it, and writes it if nobody else has. */
    @Benchmark
    public void modify() throws Exception {
        peer.modify(1 + number++ % Rows.ACCOUNTS, 1);
    }

    /** {@return a hundred rows with ten each that belong to them} */
    @Benchmark
    public Object relation() throws Exception {
        return peer.purchases();
    }

    /** {@return what five optional conditions leave, in order, twenty at most} */
    @Benchmark
    public Object search() throws Exception {
        return peer.search(Search.number(number++));
    }
}

package dev.cormorant.benchmarks.peers;

import dev.cormorant.benchmarks.peers.Rows.Measurement;
import dev.cormorant.benchmarks.peers.Rows.Search;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** That all layers find the same rows: a layer that does less would be faster. */
final class Agreement {
    private static final int SEARCHES = 40;

    private Agreement() {}

    /**
     * Opens each layer and asks it what the floor was asked.
     *
     * @throws IllegalStateException if one finds another number of rows
     */
    static void check(Place place) {
        List<Integer> floor = found(Layer.JDBC, place);
        for (Layer layer : Layer.RIVALS) {
            List<Integer> found = found(layer, place);
            if (!found.equals(floor)) {
                throw new IllegalStateException(layer.title() + " finds " + found + ", JDBC by hand " + floor);
            }
        }
    }

    private static List<Integer> found(Layer layer, Place place) {
        try (Peer peer = layer.open(place)) {
            peer.byKey(1);
            peer.modify(1, 1);
            long first = peer.insert("a guest", 1);
            long second = peer.insert("a guest", 1);
            peer.insertAll(List.of(new Measurement(-System.nanoTime(), 1, 0.5)));
            AtomicInteger streamed = new AtomicInteger();
            peer.stream(0, item -> streamed.incrementAndGet());
            peer.stream(place.fetchSize(), item -> streamed.incrementAndGet());
            return IntStream.concat(
                            IntStream.of(
                                    peer.list(3).size(),
                                    peer.purchases().size(),
                                    streamed.get(),
                                    Long.signum(second - first)),
                            IntStream.range(0, SEARCHES).map(number -> search(peer, number)))
                    .boxed()
                    .toList();
        } catch (Exception e) {
            throw new IllegalStateException(layer.title() + " fails", e);
        }
    }

    private static int search(Peer peer, int number) {
        try {
            return peer.search(Search.number(number)).size();
        } catch (Exception e) {
            throw new IllegalStateException("the search of number " + number + " fails", e);
        }
    }
}

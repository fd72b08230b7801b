package dev.cormorant.benchmarks.peers;

import dev.cormorant.benchmarks.process.ChildJvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Measures all layers one after the other, again and again, each time in a JVM of its own: a round of figures are the medians. */
final class InTurn {

    private InTurn() {}

    /** Some figures of one layer, which is started anew. */
    interface Measurement {
        List<Double> of(Layer layer) throws ChildJvm.OutOfMemory, IOException;
    }

    /**
     * Adds one round.
     *
     * @param figures to these
     * @param works the names of what a measurement gives, in its order
     * @param times how often each layer is measured
     */
    static void round(Figures figures, List<String> works, int times, Measurement measurement) throws IOException {
        Map<Layer, List<List<Double>>> all = new EnumMap<>(Layer.class);
        for (int turn = 0; turn < times; turn++) {
            for (Layer layer : Layer.values()) {
                try {
                    all.computeIfAbsent(layer, first -> new ArrayList<>()).add(measurement.of(layer));
                } catch (ChildJvm.OutOfMemory e) {
                    throw new IOException(layer.title() + " has run out of memory", e);
                }
            }
        }
        all.forEach((layer, measured) -> {
            for (int i = 0; i < works.size(); i++) {
                int column = i;
                figures.add(
                        works.get(column),
                        layer,
                        Figures.median(measured.stream()
                                .map(one -> one.get(column))
                                .sorted()
                                .toList()));
            }
        });
    }
}

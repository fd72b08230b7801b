package dev.cormorant.core.monitor;

import dev.cormorant.core.service.Registration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where memory is read, and the figures that the application has registered. */
final class MemoryFigures {

    static final int MOST_FIGURES = 64;

    private static final Logger LOG = LoggerFactory.getLogger(MemoryFigures.class);

    private final Map<String, LongSupplier> figures = new ConcurrentHashMap<>();
    private final LongAdder relieved = new LongAdder();
    private volatile MemoryReader reader = MemoryReader.ofProcess();

    void readWith(MemoryReader other) {
        reader = other;
    }

    Registration register(String name, LongSupplier bytes) {
        synchronized (figures) {
            if (figures.containsKey(name)) {
                throw new IllegalStateException("there is a figure named \"" + name + "\" already");
            }
            if (figures.size() == MOST_FIGURES) {
                throw new IllegalStateException(
                        MOST_FIGURES + " figures are registered, no more are allowed; close one");
            }
            figures.put(name, bytes);
        }
        return () -> figures.remove(name, bytes);
    }

    void relieved() {
        relieved.increment();
    }

    void clear() {
        figures.clear();
    }

    MemoryStats snapshot(int connections, int entries) {
        Map<String, Long> registered = new TreeMap<>();
        figures.forEach((name, bytes) -> {
            try {
                registered.put(name, bytes.getAsLong());
            } catch (RuntimeException failed) {
                LOG.warn("the memory figure \"{}\" failed", name, failed);
            }
        });
        return new MemoryStats(
                reader.read(),
                connections * MemoryStats.BYTES_PER_CONNECTION,
                entries * MemoryStats.BYTES_PER_ENTRY,
                registered,
                relieved.sum());
    }
}

package dev.cormorant.core.monitor;

import dev.cormorant.core.config.MonitorConfig;
import dev.cormorant.core.internal.OneWorker;
import dev.cormorant.core.service.Registration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The alerts of one database: all counted, the newest kept, each told to those who want to know, in a thread of their own. */
final class Alerts implements AutoCloseable {

    static final int MOST_CALLBACKS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

    private final String database;
    private final Events events;
    private final Ring<Alert> ring;
    private final LongAdder raised = new LongAdder();
    private final Set<AlertKind> episodes = ConcurrentHashMap.newKeySet();
    private final CopyOnWriteArrayList<Callback> callbacks = new CopyOnWriteArrayList<>();
    private final OneWorker worker;

    Alerts(String database, String threads, MonitorConfig config, Events events) {
        this.database = database;
        this.events = events;
        this.ring = new Ring<>(config.alertsKept(), config.keptFor());
        this.worker = new OneWorker(threads + "-alerts");
    }

    void raise(AlertKind kind, String message) {
        Alert alert = new Alert(kind, message, Instant.now());
        raised.increment();
        ring.add(alert);
        events.alert(kind, message);
        LOG.warn("alert on {}: {}", database, message);
        if (!callbacks.isEmpty() && !worker.tryRun(() -> callbacks.forEach(callback -> callback.tell(alert)))) {
            LOG.warn("alert on {}: not told to callbacks, which are behind by too many: {}", database, message);
        }
    }

    /** Raises an alert when something begins, and none while it goes on. */
    void episode(AlertKind kind, boolean on, Supplier<String> message) {
        if (on) {
            if (episodes.add(kind)) {
                raise(kind, message.get());
            }
        } else {
            episodes.remove(kind);
        }
    }

    boolean isOn(AlertKind kind) {
        return episodes.contains(kind);
    }

    Registration add(Consumer<? super Alert> consumer) {
        Callback callback = new Callback(consumer);
        synchronized (callbacks) {
            if (callbacks.size() == MOST_CALLBACKS) {
                throw new IllegalStateException(MOST_CALLBACKS + " callbacks wait for alerts of " + database
                        + ", no more are allowed; close one");
            }
            callbacks.add(callback);
        }
        return callback;
    }

    long raised() {
        return raised.sum();
    }

    List<Alert> newest() {
        return ring.entries();
    }

    @Override
    public void close() {
        callbacks.clear();
        worker.close();
    }

    private final class Callback implements Registration {
        private final Consumer<? super Alert> consumer;

        Callback(Consumer<? super Alert> consumer) {
            this.consumer = consumer;
        }

        void tell(Alert alert) {
            try {
                consumer.accept(alert);
            } catch (RuntimeException | Error failed) {
                LOG.warn("a callback for alerts of {} failed", database, failed);
            }
        }

        @Override
        public void close() {
            callbacks.remove(this);
        }
    }
}

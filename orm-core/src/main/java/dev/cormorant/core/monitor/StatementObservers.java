package dev.cormorant.core.monitor;

import dev.cormorant.core.service.Registration;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The observers of one database, mostly none: a statement pays one look at an empty array for them. Safe for all threads. */
final class StatementObservers {

    /** The most at once. */
    static final int MOST = 16;

    private static final Logger LOG = LoggerFactory.getLogger(StatementObservers.class);

    private final Object changing = new Object();
    private volatile Observing[] all = new Observing[0];

    /** One observer; an object of its own, so that the same function can be there twice. */
    private static final class Observing {
        private final StatementObserver observer;

        Observing(StatementObserver observer) {
            this.observer = observer;
        }
    }

    Registration add(StatementObserver observer) {
        Observing added = new Observing(observer);
        synchronized (changing) {
            Observing[] before = all;
            if (before.length >= MOST) {
                throw new IllegalStateException(
                        "at most " + MOST + " observers of statements can be registered; close one that is not needed");
            }
            Observing[] after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = added;
            all = after;
        }
        return () -> remove(added);
    }

    private void remove(Observing removed) {
        synchronized (changing) {
            all = Arrays.stream(all).filter(other -> other != removed).toArray(Observing[]::new);
        }
    }

    void tell(String sql) {
        for (Observing each : all) {
            try {
                each.observer.began(sql);
            } catch (RuntimeException broken) {
                LOG.warn("an observer of statements failed", broken);
            }
        }
    }
}

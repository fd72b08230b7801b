package dev.cormorant.testing.guard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which threads a test has made, with those that these have made, and where; other tests may run at the same time. Java tells a
 * thread-local that is inherited when a thread is made, but not which thread that is. A thread that is made for nothing at that moment
 * tells: the ids of the two follow each other, in the one order or the other, as the version of Java has it. Where somebody else makes
 * a thread between the two, the thread is not known; no other thread is taken for it. The last {@value #MOST} are known.
 */
final class ThreadOrigins {

    private static final int MOST = 1_000;

    private static final InheritableThreadLocal<@Nullable ThreadOrigins> CURRENT = new InheritableThreadLocal<>() {
        @Override
        protected @Nullable ThreadOrigins childValue(@Nullable ThreadOrigins ofParent) {
            return ofParent == null ? null : ofParent.childMade();
        }
    };

    /** What to add to the id of the thread that was made for nothing. */
    private static final long OFFSET = measureOffset();

    /** The id of a thread that was made for nothing, and where the other one was made. */
    private record Made(long near, Throwable here) {}

    private final Deque<Made> made = new ArrayDeque<>();
    private final Thread owner = Thread.currentThread();
    private final @Nullable ThreadOrigins outer = CURRENT.get();
    private boolean ended;

    private ThreadOrigins() {}

    /** Begins to note what the calling thread makes. */
    static ThreadOrigins start() {
        ThreadOrigins origins = new ThreadOrigins();
        CURRENT.set(origins);
        return origins;
    }

    private static long measureOffset() {
        long offset = 0;
        int equal = 0;
        while (equal < 3) {
            long sample = sampleOffset();
            equal = sample == offset ? equal + 1 : 0;
            offset = sample;
        }
        return offset;
    }

    private static long sampleOffset() {
        ThreadOrigins sampling = start();
        try {
            long id = idOf(new Thread(() -> {}, "never started"));
            return id - sampling.made.getLast().near;
        } finally {
            sampling.end();
        }
    }

    @SuppressWarnings("deprecation") // Thread.threadId is of Java 19.
    static long idOf(Thread thread) {
        return thread.getId();
    }

    private @Nullable ThreadOrigins childMade() {
        long near = idOf(new Thread(null, null, "never started", 0, false));
        synchronized (made) {
            if (ended) {
                return null;
            }
            if (made.size() == MOST) {
                made.removeFirst();
            }
            made.addLast(new Made(near, new Throwable("made here")));
        }
        return this;
    }

    /** {@return where a thread was made; empty if it was not made by the test, or that is not known any more} */
    Optional<Throwable> of(Thread thread) {
        long near = idOf(thread) - OFFSET;
        synchronized (made) {
            return made.stream().filter(one -> one.near == near).map(Made::here).findFirst();
        }
    }

    /** {@return whether it has made any} */
    boolean isEmpty() {
        synchronized (made) {
            return made.isEmpty();
        }
    }

    /** Ends it; what was made before makes further threads unnoticed. */
    void end() {
        synchronized (made) {
            ended = true;
            // A thread that goes on may still hold this.
            made.clear();
        }
        if (Thread.currentThread() != owner) {
            return;
        }
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }
}

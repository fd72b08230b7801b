package dev.cormorant.testing.leak;

/** Leaves a value of its own class in a thread-local variable of the calling thread. */
public final class ThreadLocalLeak implements Runnable {
    private static final ThreadLocal<ThreadLocalLeak> PLANTED = new ThreadLocal<>();

    /** Plants nothing yet. */
    public ThreadLocalLeak() {}

    @Override
    public void run() {
        PLANTED.set(this);
    }
}

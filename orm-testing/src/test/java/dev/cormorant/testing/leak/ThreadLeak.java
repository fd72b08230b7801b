package dev.cormorant.testing.leak;

import java.util.concurrent.CountDownLatch;

/** Leaves a running thread behind, which ends when it is interrupted. */
public final class ThreadLeak implements Runnable {
    static final String NAME = "left-behind-by-an-entry";

    /** Starts nothing yet. */
    public ThreadLeak() {}

    @Override
    public void run() {
        Thread thread = new Thread(ThreadLeak::untilInterrupted, NAME);
        thread.setDaemon(true);
        thread.start();
    }

    private static void untilInterrupted() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.cormorant.testing.leak;

/** Leaves an object of its own class in a static field of the JDK, which every class loader shares. */
public final class ParentStaticLeak implements Runnable {
    static final String KEY = "dev.cormorant.testing.leak.planted";

    /** Plants nothing yet. */
    public ParentStaticLeak() {}

    @Override
    public void run() {
        System.getProperties().put(KEY, this);
    }
}

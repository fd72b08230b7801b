package dev.cormorant.examples.demo;

import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows how far the demo is: one line a step, and on a terminal a bar while a step runs. Used by one thread, and stopped by any. */
final class Progress {

    private static final int WIDTH = 28;
    private static final long REDRAW_NANOS = 50_000_000;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean bars;
    private @Nullable String drawn;
    private String step = "";
    private long startedAt;
    private long drawnAt;
    private volatile boolean stopped;

    Progress(PrintWriter err, boolean bars) {
        this.err = err;
        this.bars = bars;
    }

    void begin(String newStep) {
        refuseIfStopped();
        step = newStep;
        startedAt = System.nanoTime();
        drawnAt = 0;
        draw(String.format(Locale.ROOT, "  %-10s …", step));
    }

    /** Called as often as one likes; draws at most twenty times a second. */
    void at(long done, long total) {
        refuseIfStopped();
        long now = System.nanoTime();
        if (!bars || now - drawnAt < REDRAW_NANOS) {
            return;
        }
        drawnAt = now;
        int full = (int) Math.min(WIDTH, WIDTH * done / Math.max(1, total));
        String bar = "█".repeat(full) + "░".repeat(WIDTH - full);
        draw(String.format(
                Locale.ROOT,
                "  %-10s %s %3d %%  %,d of %,d  %,d rows/s",
                step,
                bar,
                Math.min(100, 100 * done / Math.max(1, total)),
                done,
                total,
                Rate.perSecond(done, now - startedAt)));
    }

    void end(String what) {
        refuseIfStopped();
        clear();
        double seconds = (System.nanoTime() - startedAt) / 1e9;
        err.println(String.format(Locale.ROOT, "  %-10s %-50s %6.2f s", step, what, seconds));
        err.flush();
    }

    /** Ends the work at its next step or batch, with an exception there; what is said now is the last word. */
    void stop(String lastWord) {
        stopped = true;
        err.println();
        err.println(lastWord);
        err.flush();
    }

    private void refuseIfStopped() {
        if (stopped) {
            throw new IllegalStateException("the demo was interrupted");
        }
    }

    /** Takes an unfinished bar away, so that a failure stands on a line of its own. */
    void clear() {
        if (drawn != null && !stopped) {
            err.print(CLEAR);
            err.flush();
            drawn = null;
        }
    }

    private void draw(String line) {
        if (bars) {
            err.print(CLEAR + line);
            err.flush();
            drawn = line;
        }
    }
}

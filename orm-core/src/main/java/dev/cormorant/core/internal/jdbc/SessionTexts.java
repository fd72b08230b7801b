package dev.cormorant.core.internal.jdbc;

import dev.cormorant.core.internal.RecentTexts;
import java.util.function.Predicate;

/** Whether a statement changes its session, remembered for texts that were run lately: a driver looks through the whole text for that. */
final class SessionTexts {

    private final Predicate<String> driver;
    private final RecentTexts<Boolean> texts = new RecentTexts<>();

    /**
     * Remembers nothing yet.
     *
     * @param driver says it of a text, always the same
     */
    SessionTexts(Predicate<String> driver) {
        this.driver = driver;
    }

    /** {@return what the driver says of a text} */
    boolean change(String sql) {
        Boolean known = texts.get(sql);
        if (known != null) {
            return known;
        }
        boolean changes = driver.test(sql);
        texts.put(sql, changes);
        return changes;
    }
}

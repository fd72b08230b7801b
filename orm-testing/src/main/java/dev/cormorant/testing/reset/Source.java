package dev.cormorant.testing.reset;

import java.sql.SQLException;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Makes databases of one kind and schema, and makes them clean again. Safe for all threads; each slot for one at a time. */
interface Source extends AutoCloseable {

    /** {@return a new and clean database, closed by the caller} */
    Slot create();

    /** Makes rows, counters and definitions those of the template again; nothing of its pool is in use. */
    void clean(Slot slot, Reset reset);

    /** {@return the tables and counters whose contents are not those of the template, in words; counters only if asked for} */
    List<String> changed(Slot slot);

    /** {@return what is said instead where a look has failed} */
    static List<String> unknown(Slot slot, SQLException failed) {
        LoggerFactory.getLogger(Source.class).debug("{} cannot be looked at", slot.database(), failed);
        return List.of("what cannot be looked at: " + failed.getMessage());
    }

    /** Gives up what it keeps open; the template stays for others. */
    @Override
    void close();
}

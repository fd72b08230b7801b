package dev.cormorant.testing.reset;

import java.util.List;

/** Makes databases of one kind and schema, and makes them clean again. Safe for all threads; each slot for one at a time. */
interface Source extends AutoCloseable {

    /** {@return a new and clean database, closed by the caller} */
    Slot create();

    /** Makes rows, counters and definitions those of the template again; nothing of its pool is in use. */
    void clean(Slot slot, Reset reset);

    /** {@return the tables and counters whose contents are not those of the template, in words; counters only if asked for} */
    List<String> changed(Slot slot);

    /** Gives up what it keeps open; the template stays for others. */
    @Override
    void close();
}

package dev.cormorant.sql.internal.bulk;

import java.util.function.Consumer;

/** Where the rows of a load come from. */
interface Source<E> {

    /** Gives every entity to a load. */
    void feed(Consumer<E> load);
}

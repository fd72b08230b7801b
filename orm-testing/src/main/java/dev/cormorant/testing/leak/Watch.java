package dev.cormorant.testing.leak;

import java.util.List;
import java.util.Optional;

/** One kind of thing that can be left behind. Made at the start, it remembers what was there then. */
interface Watch {
    /** {@return what is there now and was not at the start, one text each, with no line break at its ends} */
    List<String> left();

    /** {@return what this watch cannot see on this system; empty if it sees all} */
    default Optional<String> blindSpot() {
        return Optional.empty();
    }
}

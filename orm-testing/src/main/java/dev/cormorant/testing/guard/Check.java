package dev.cormorant.testing.guard;

import java.util.List;

/** One sort of rules, while a test runs. Made at its start; asked and ended by the thread that made it. */
interface Check {

    /** {@return what is wrong now; may be asked again and again, while what is left may still go away by itself} */
    List<Finding> look();

    /** Takes back what was left, as far as that can be done. */
    void takeBack();
}

/** What measurements need of the operating system: processes of their own, processors to stay on, memory. Knows no database. */
@NullMarked
package dev.cormorant.benchmarks.process;

import org.jspecify.annotations.NullMarked;

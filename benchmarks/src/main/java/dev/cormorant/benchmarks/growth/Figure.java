package dev.cormorant.benchmarks.growth;

import java.util.Locale;
import java.util.Optional;

/**
 * What was measured of one kind of work at one size.
 *
 * @param work the kind of work
 * @param size how many things there are
 * @param nanos time for one operation, or one row
 * @param bytes what one operation, or one row, allocates; negative if that is not measured
 * @param heap the live heap in bytes that is there because of the things; negative if that is not measured
 * @param note what else is told; may be empty
 */
record Figure(String work, long size, double nanos, double bytes, double heap, String note) {

    private static final String MARK = "figure|";

    String line() {
        return String.format(Locale.ROOT, "%s%s|%d|%f|%f|%f|%s.", MARK, work, size, nanos, bytes, heap, note);
    }

    static Optional<Figure> of(String line) {
        if (!line.startsWith(MARK)) {
            return Optional.empty();
        }
        String[] parts = line.split("\\|", -1);
        return Optional.of(new Figure(
                parts[1],
                Long.parseLong(parts[2]),
                Double.parseDouble(parts[3]),
                Double.parseDouble(parts[4]),
                Double.parseDouble(parts[5]),
                parts[6].substring(0, parts[6].length() - 1)));
    }
}

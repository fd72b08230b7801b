package dev.cormorant.migrations.lint;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions of scripts, by their names. */
final class VersionOrder {

    private static final Pattern VERSIONED = Pattern.compile("V([0-9]+(?:[._][0-9]+)*)__.*\\.sql");

    private VersionOrder() {}

    /** The parts as numbers; what is missing at the end is 0. */
    private static final Comparator<String> BY_PARTS = (one, other) -> {
        String[] left = one.split("\\.");
        String[] right = other.split("\\.");
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int order = part(left, i).compareTo(part(right, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    };

    private static BigInteger part(String[] parts, int i) {
        return i < parts.length ? new BigInteger(parts[i]) : BigInteger.ZERO;
    }

    /** {@return the version of a script; empty if it has none} */
    static Optional<String> of(String name) {
        Matcher versioned = VERSIONED.matcher(name.substring(name.lastIndexOf('/') + 1));
        return versioned.matches()
                ? Optional.of(versioned.group(1).replace('_', '.').replaceAll("(^|[.])0+(?=[0-9])", "$1"))
                : Optional.empty();
    }

    /** {@return the scripts with versions, in the order of these} */
    static NavigableMap<String, String> sorted(List<String> names) {
        NavigableMap<String, String> sorted = new TreeMap<>(BY_PARTS);
        names.forEach(name -> of(name).ifPresent(version -> sorted.putIfAbsent(version, name)));
        return sorted;
    }

    /** Holds new scripts against those of a base. */
    static List<LintFinding> against(List<String> base, List<String> now) {
        NavigableMap<String, String> known = sorted(base);
        return now.stream()
                .filter(name -> !base.contains(name))
                .flatMap(name -> of(name).stream().flatMap(version -> finding(name, version, known).stream()))
                .toList();
    }

    private static Optional<LintFinding> finding(String name, String version, NavigableMap<String, String> known) {
        String same = known.get(version);
        if (same != null) {
            return Optional.of(new LintFinding(
                    "duplicate-version",
                    name,
                    1,
                    "is new and has the version of " + same + " of the base: only one of the two can be applied",
                    "a version above " + known.lastKey()));
        }
        Map.Entry<String, String> highest = known.lastEntry();
        if (highest == null || BY_PARTS.compare(version, highest.getKey()) > 0) {
            return Optional.empty();
        }
        return Optional.of(new LintFinding(
                "out-of-order-version",
                name,
                1,
                "is new and comes before " + highest.getValue()
                        + " of the base, which may be applied already: it would be" + " refused there, or run late",
                "a version above " + highest.getKey()));
    }
}

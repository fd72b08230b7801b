package dev.cormorant.migrations.lint;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The database that scripts are meant for.
 *
 * @param product which one
 * @param major its major version, such as 16 for PostgreSQL 16.3; at least 1
 */
public record LintTarget(Product product, int major) {

    /** Whose rules hold. */
    public enum Product {
        /** PostgreSQL; 12 and newer are supported. */
        POSTGRES(16),
        /** MySQL. */
        MYSQL(8),
        /** MariaDB. */
        MARIADB(11),
        /** SQLite. */
        SQLITE(3);

        private final int usual;

        Product(int usual) {
            this.usual = usual;
        }
    }

    /**
     * Checks the version.
     *
     * @throws IllegalArgumentException if the version is not positive
     */
    public LintTarget {
        if (major < 1) {
            throw new IllegalArgumentException("a major version is at least 1, not " + major);
        }
    }

    /**
     * Reads a target as people write it.
     *
     * @param text such as {@code postgres}, {@code postgres 13} or {@code mysql:8}
     * @return the target, with a version that is usual where none is said
     * @throws IllegalArgumentException if it is none; the message says what is allowed
     */
    public static LintTarget of(String text) {
        String[] parts = text.strip().toUpperCase(Locale.ROOT).split("[\\s:]+", 2);
        Product product = Stream.of(Product.values())
                .filter(known -> known.name().equals(parts[0]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a target is one of " + names()
                        + ", with a major version behind it if you like, as in postgres:13; not " + text));
        if (parts.length == 1) {
            return new LintTarget(product, product.usual);
        }
        if (!parts[1].matches("[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("a major version is a number from 1 to 999, not " + parts[1]);
        }
        return new LintTarget(product, Integer.parseInt(parts[1]));
    }

    private static String names() {
        return Stream.of(Product.values())
                .map(product -> product.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}

package dev.cormorant.sql.internal.model;

import dev.cormorant.core.error.UnsupportedFeatureException;
import java.util.Arrays;

/** The databases that entities know, by the names of their dialects. */
public enum Product {
    /** SQLite. */
    SQLITE(false),
    /** PostgreSQL. */
    POSTGRES(true),
    /** MySQL. */
    MYSQL(false),
    /** MariaDB. */
    MARIADB(true);

    private final boolean sequences;

    Product(boolean sequences) {
        this.sequences = sequences;
    }

    /**
     * The product of a dialect.
     *
     * @param dialect its name, of {@code ServerFacts}
     * @return the product
     * @throws UnsupportedFeatureException if entities do not know it
     */
    public static Product of(String dialect) {
        return Arrays.stream(values())
                .filter(product -> product.name().equals(dialect))
                .findFirst()
                .orElseThrow(() -> new UnsupportedFeatureException(
                        "map entities: the SQL dialect " + dialect + " is not one of " + Arrays.toString(values()),
                        null));
    }

    /** {@return whether it has sequences} */
    public boolean hasSequences() {
        return sequences;
    }

    /** {@return whether it is MySQL or MariaDB} */
    public boolean isMysqlFamily() {
        return this == MYSQL || this == MARIADB;
    }
}

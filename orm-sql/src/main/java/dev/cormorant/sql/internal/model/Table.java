package dev.cormorant.sql.internal.model;

import java.util.Optional;

/**
 * The table of an entity.
 *
 * @param name its name
 * @param schema its schema, on MySQL its database; empty for that of the connection
 */
public record Table(Identifier name, Optional<Identifier> schema) {

    /**
     * The table in a statement.
     *
     * @param product the database
     * @return schema and name, in quotes where that is needed
     */
    public String in(Product product) {
        return schema.map(inside -> inside.in(product) + ".").orElse("") + name.in(product);
    }
}

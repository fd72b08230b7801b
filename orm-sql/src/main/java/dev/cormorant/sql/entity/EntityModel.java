package dev.cormorant.sql.entity;

import java.util.List;
import java.util.Optional;

/**
 * What an entity is: its table and its columns. Read-only, for tools and messages; safe for all threads.
 *
 * @param <E> the entity
 */
public interface EntityModel<E> {

    /** {@return the class of the entity} */
    Class<E> type();

    /** {@return its name in queries: that of {@code @Entity}, or else the simple name of the class} */
    String name();

    /** {@return the name of its table, without quotes and schema} */
    String table();

    /** {@return the schema of its table (on MySQL the database), if {@code @Table} names one} */
    Optional<String> schema();

    /** {@return all attributes in the order of the columns: as the components are declared, those of a superclass first} */
    List<Attribute> attributes();

    /**
     * Finds an attribute.
     *
     * @param path its path; exact
     * @return the attribute; empty if there is none
     */
    Optional<Attribute> attribute(String path);

    /** {@return the attributes of the key, at least one} */
    List<Attribute> id();

    /** {@return the attribute that guards updates, if there is one} */
    Optional<Attribute> version();
}

package dev.cormorant.sql.entity;

import java.lang.reflect.Field;

/** One column of an entity, and the component or field that it belongs to. Read-only; safe for all threads. */
public interface Attribute {

    /** {@return the way from the entity to the value: {@code name}, or {@code address.city} inside an embedded one} */
    String path();

    /** {@return the name of the column, as the database is to know it, without quotes} */
    String column();

    /** {@return the type of the value: that of the component, in its boxed form, or that inside its {@code Optional}} */
    Class<?> type();

    /** {@return the type that goes into the column: {@link #type} unless a converter makes another one of it} */
    Class<?> columnType();

    /** {@return the field behind it, with its annotations; of a record too} */
    Field field();

    /** {@return whether it is the key or a part of it} */
    boolean isId();

    /** {@return whether it is the version that guards updates} */
    boolean isVersion();

    /** {@return whether the key is made by the database: an identity or a sequence} */
    boolean isGeneratedByDatabase();

    /** {@return whether an insert writes it} */
    boolean isInsertable();

    /** {@return whether an update writes it; a key is never updated} */
    boolean isUpdatable();

    /** {@return whether it may be null: it is no primitive, no key, and not marked as one that is not} */
    boolean isNullable();
}

package dev.cormorant.sql.internal.query;

import dev.cormorant.sql.entity.Filter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a query can name of one entity. Safe for all threads. */
public interface Attributes {

    /** {@return the name of the entity} */
    String entity();

    /** {@return its table as it stands in SQL} */
    String table();

    /** {@return the columns of the whole entity as they stand in SQL, in the order in which they are read} */
    String columns();

    /** {@return which rows there are for everybody, as SQL without parameters; null for all} */
    @Nullable
    String filter();

    /**
     * An attribute by its name.
     *
     * @param path the name as it is written, with dots; {@link Expression.Path#ID} and {@link Expression.Path#VERSION} too
     * @return the attribute
     */
    Optional<Attribute> attribute(String path);

    /**
     * A relation by its name.
     *
     * @param name the name of the component
     * @return what is at its other end; empty if there is no such relation
     */
    default Optional<Related> related(String name) {
        return Optional.empty();
    }

    /** {@return the names of all attributes} */
    List<String> names();

    /** {@return the names of the attributes of the key, at least one} */
    List<String> id();

    /** {@return what every change of many rows sets besides what it says: a version, a time} */
    List<Statement.Assignment> onUpdate();

    /** {@return what a deletion sets instead of removing rows; null if it removes them} */
    Statement.@Nullable Assignment onDelete();

    /** What is at the other end of a relation. */
    interface Related {

        /** {@return whether somebody outside may filter by it} */
        boolean filterable();

        /** {@return a query for its rows up to the last condition, without parameters: {@code select 1 from … where …}} */
        String rows();

        /** {@return its attributes, each column with the alias of that query} */
        Attributes attributes();

        /** {@return which of its rows the application lets be seen} */
        Filter rule();
    }

    /** One attribute. */
    interface Attribute {

        /** {@return its name, with dots} */
        String path();

        /** {@return its column as it stands in SQL} */
        String column();

        /** {@return its type, never a primitive one} */
        Class<?> type();

        /** {@return whether its column may be null} */
        boolean nullable();

        /** {@return whether somebody outside may filter by it} */
        boolean filterable();

        /**
         * The attribute of an entity in memory.
         *
         * @param entity the entity
         * @return the value
         */
        @Nullable
        Object of(Object entity);

        /**
         * A value of this attribute on its way into the database.
         *
         * @param value the value
         * @return what is bound
         */
        @Nullable
        Object toColumn(@Nullable Object value);

        /**
         * The attribute of a row.
         *
         * @param rows the result, on the row
         * @param column the column, from 1
         * @return the value
         * @throws SQLException if JDBC fails
         */
        @Nullable
        Object read(ResultSet rows, int column) throws SQLException;
    }
}

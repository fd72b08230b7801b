package dev.cormorant.sql.internal.model;

import dev.cormorant.sql.entity.Attribute;
import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One column of an entity.
 *
 * @param index its place among the attributes, from 0
 * @param draft what was read of the class
 * @param way the members on the way from the entity to the value
 */
public record AttributeModel(int index, Draft draft, List<Member> way) implements Attribute {

    /**
     * What is read of a class before it is known how the attribute is reached.
     *
     * @param path its path
     * @param column the name of its column
     * @param field the field behind it
     * @param type the type of its value, boxed
     * @param form what the value becomes in the column
     * @param role what it is for
     * @param generation who makes it, if it is a key
     * @param sequence the sequence of such a key; empty for others
     * @param insertable whether an insert writes it
     * @param updatable whether an update writes it
     * @param nullable whether it may be null
     */
    public record Draft(
            String path,
            Identifier column,
            Field field,
            Class<?> type,
            Form form,
            Role role,
            Generation generation,
            String sequence,
            boolean insertable,
            boolean updatable,
            boolean nullable) {}

    @Override
    public String path() {
        return draft.path;
    }

    @Override
    public String column() {
        return draft.column.name();
    }

    @Override
    public Class<?> type() {
        return draft.type;
    }

    @Override
    public Class<?> columnType() {
        return draft.form.columnType();
    }

    @Override
    public Field field() {
        return draft.field;
    }

    @Override
    public boolean isId() {
        return draft.role == Role.ID;
    }

    @Override
    public boolean isVersion() {
        return draft.role == Role.VERSION;
    }

    @Override
    public boolean isGeneratedByDatabase() {
        return draft.generation.isByDatabase();
    }

    @Override
    public boolean isInsertable() {
        return draft.insertable;
    }

    @Override
    public boolean isUpdatable() {
        return draft.updatable;
    }

    @Override
    public boolean isNullable() {
        return draft.nullable;
    }

    /** {@return the name of its column, as it is written in statements} */
    public Identifier identifier() {
        return draft.column;
    }

    /** {@return what it is for} */
    public Role role() {
        return draft.role;
    }

    /** {@return who makes it, if it is a key} */
    public Generation generation() {
        return draft.generation;
    }

    /** {@return the sequence that makes it, if it is such a key; else empty} */
    public String sequence() {
        return draft.sequence;
    }

    /** {@return what the value becomes in the column} */
    public Form form() {
        return draft.form;
    }

    /**
     * The value in an instance.
     *
     * @param instance the entity
     * @return the value, without an {@code Optional} around it; null if it, or what it is embedded in, is null
     */
    public @Nullable Object value(Object instance) {
        return value(instance, 0);
    }

    /** The value in what lies some steps along the way, as an embedded key does. */
    @Nullable
    Object value(Object start, int from) {
        Object value = start;
        for (int i = from; i < way.size() && value != null; i++) {
            value = Member.unwrapped(way.get(i).get(value));
        }
        return value;
    }

    /**
     * What goes into the column.
     *
     * @param value the value, of {@link #type}
     * @return what is bound
     * @throws dev.cormorant.core.error.MappingException if its converter refuses it
     */
    public @Nullable Object toColumn(@Nullable Object value) {
        return draft.form.toColumn(value, draft.path);
    }

    /**
     * What goes into the column for an instance.
     *
     * @param instance the entity
     * @return what is bound
     */
    public @Nullable Object columnValue(Object instance) {
        return toColumn(value(instance, 0));
    }

    @Override
    public String toString() {
        return draft.path;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}

package dev.cormorant.sql.internal.model;

import org.jspecify.annotations.Nullable;

/**
 * Which rows of an entity are there for a statement. This is the one place where soft delete, archive and discriminator become
 * conditions; everything that reads or writes rows takes them from here.
 *
 * @param deleted whether rows that are marked as deleted are there
 * @param archived whether archived rows are there
 */
public record Scope(boolean deleted, boolean archived) {

    /** What a caller sees who asks for nothing else. */
    public static final Scope LIVE = new Scope(false, false);

    /** All rows that belong to the entity. */
    public static final Scope ALL = new Scope(true, true);

    /**
     * The condition that leaves the others out.
     *
     * @param model the entity
     * @param product the database
     * @param alias what stands before each column, with its dot; empty for nothing
     * @return a condition that begins with {@code " and "}; empty if all rows are there
     */
    public String condition(Model<?> model, Product product, String alias) {
        StringBuilder condition = new StringBuilder();
        if (!deleted) {
            condition.append(unmarked(model.with(Role.DELETED), product, alias));
        }
        if (!archived) {
            condition.append(unmarked(model.with(Role.ARCHIVED), product, alias));
        }
        Object value = model.discriminatorValue();
        if (value != null && model.discriminator() != null) {
            condition
                    .append(" and ")
                    .append(alias)
                    .append(model.discriminator().column().in(product))
                    .append(" = ")
                    .append(literal(value));
        }
        return condition.toString();
    }

    private static String unmarked(@Nullable AttributeModel mark, Product product, String alias) {
        if (mark == null) {
            return "";
        }
        String column = alias + mark.identifier().in(product);
        return " and " + column + (mark.type() == Boolean.class ? " = false" : " is null");
    }

    /** A discriminator is written in the code, so that it may stand in a statement. */
    private static String literal(Object value) {
        return value instanceof Integer
                ? value.toString()
                : "'" + value.toString().replace("'", "''") + "'";
    }

    /** As a record has it by itself, which is linked at run time: the first entity of a program would wait for it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Scope that && deleted == that.deleted && archived == that.archived;
    }

    @Override
    public int hashCode() {
        return (deleted ? 2 : 0) + (archived ? 1 : 0);
    }
}

package dev.cormorant.sql.internal.model;

import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A component that holds entities at the other end of a relation. What joins them is told by the annotations of {@link #field}.
 */
public final class RelationModel {

    private final Class<?> entity;
    private final int index;
    private final Field field;
    private final RelationForm form;
    private final Class<?> target;
    private final Member member;

    RelationModel(Class<?> entity, int index, Field field, RelationForm form, Class<?> target) {
        this.entity = entity;
        this.index = index;
        this.field = field;
        this.form = form;
        this.target = target;
        this.member = Member.relation(field, this);
    }

    /** {@return the class of the entity that has it} */
    public Class<?> entity() {
        return entity;
    }

    /** {@return its name: that of the component} */
    public String name() {
        return field.getName();
    }

    /** {@return its place among the relations of the entity, from 0} */
    int index() {
        return index;
    }

    /** {@return the field behind it, with its annotations} */
    public Field field() {
        return field;
    }

    /** {@return the class of the entity at its other end} */
    public Class<?> target() {
        return target;
    }

    /** {@return whether there may be several at its other end} */
    public boolean isToMany() {
        return form.isMany();
    }

    Member member() {
        return member;
    }

    /** {@return what the component holds if nothing was fetched} */
    @Nullable
    Object notLoaded() {
        return form.notLoaded(name());
    }

    /**
     * What the component holds for entities that were fetched.
     *
     * @param entities the entities at the other end; at most one unless {@link #isToMany}
     * @return the value of the component
     */
    @Nullable
    Object loaded(List<?> entities) {
        return form.loaded(entities);
    }

    /**
     * The entities that an instance holds.
     *
     * @param instance the entity that has the relation
     * @return the entities at the other end; null if they were not fetched, or, in a component of the plain type, there is none
     */
    public @Nullable List<Object> members(Object instance) {
        return form.members(member.get(instance));
    }

    /**
     * A relation that cannot work.
     *
     * @param wrong what is wrong, and what helps
     * @return the exception, to be thrown
     */
    public dev.cormorant.core.error.MappingException refused(String wrong) {
        return Refusal.of(entity, name(), wrong);
    }

    @Override
    public String toString() {
        return entity.getSimpleName() + "." + name();
    }
}

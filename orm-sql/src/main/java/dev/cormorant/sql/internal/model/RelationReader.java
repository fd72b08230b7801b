package dev.cormorant.sql.internal.model;

import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads which components of an entity hold other entities. */
final class RelationReader {

    private static final List<Class<? extends Annotation>> TO_ONE = List.of(ManyToOne.class, OneToOne.class);
    private static final List<Class<? extends Annotation>> TO_MANY = List.of(OneToMany.class, ManyToMany.class);

    private final Class<?> entity;
    private final List<RelationModel> found = new ArrayList<>();

    RelationReader(Class<?> entity) {
        this.entity = entity;
    }

    List<RelationModel> found() {
        return found;
    }

    static boolean isRelation(Field field) {
        return Stream.concat(TO_ONE.stream(), TO_MANY.stream()).anyMatch(field::isAnnotationPresent);
    }

    RelationModel read(Field field, int depth) {
        if (depth > 0) {
            throw Refusal.of(
                    entity,
                    field.getName(),
                    "is a relation inside an embedded object, where it has no name; move it to the entity");
        }
        RelationForm form = RelationForm.of(field.getType());
        boolean toMany = TO_MANY.stream().anyMatch(field::isAnnotationPresent);
        if (form == null || form.isMany() != toMany) {
            throw Refusal.of(
                    entity,
                    field.getName(),
                    "is a relation to " + (toMany ? "many" : "one") + " and has the type "
                            + field.getType().getTypeName() + "; make it "
                            + (toMany
                                    ? "a List, Set, Collection or Many of the other entity"
                                    : "the other entity, or a One of it"));
        }
        RelationModel relation = new RelationModel(entity, found.size(), field, form, target(field, form));
        found.add(relation);
        return relation;
    }

    private Class<?> target(Field field, RelationForm form) {
        Type target = form == RelationForm.PLAIN
                ? field.getType()
                : field.getGenericType() instanceof ParameterizedType generic
                        ? generic.getActualTypeArguments()[0]
                        : Object.class;
        if (!(target instanceof Class<?> type) || type == Object.class) {
            throw Refusal.of(
                    entity, field.getName(), "does not say which entity is at its other end; write List<Line>, say");
        }
        return type;
    }
}

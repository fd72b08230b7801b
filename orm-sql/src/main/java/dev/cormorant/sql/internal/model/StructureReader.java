package dev.cormorant.sql.internal.model;

import dev.cormorant.sql.internal.model.AttributeModel.Draft;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Transient;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the components of one entity, with what is embedded in it, and notes an attribute for each column. */
final class StructureReader {

    private static final int DEEPEST = 8;

    private final Class<?> entity;
    private final DraftReader draftReader;
    private final List<Draft> drafts = new ArrayList<>();
    private final RelationReader relations;

    StructureReader(Class<?> entity, DraftReader draftReader) {
        this.entity = entity;
        this.draftReader = draftReader;
        this.relations = new RelationReader(entity);
    }

    /** Where a structure is read: before its paths, with what overrides its columns, and whether it is the key. */
    private record Place(String prefix, Map<String, Column> overrides, boolean key, int depth) {
        Place into(Field field, boolean intoKey) {
            Map<String, Column> inner = new HashMap<>();
            overrides.forEach((path, column) -> {
                if (path.startsWith(field.getName() + ".")) {
                    inner.put(path.substring(field.getName().length() + 1), column);
                }
            });
            for (AttributeOverride override : field.getAnnotationsByType(AttributeOverride.class)) {
                inner.putIfAbsent(override.name(), override.column());
            }
            return new Place(prefix + field.getName() + ".", inner, key || intoKey, depth + 1);
        }
    }

    Structure read() {
        return read(entity, new Place("", Map.of(), false, 0));
    }

    List<Draft> drafts() {
        return drafts;
    }

    List<RelationModel> relations() {
        return relations.found();
    }

    private Structure read(Class<?> type, Place place) {
        if (place.depth() > DEEPEST) {
            throw Refusal.of(
                    entity, place.prefix(), "is embedded deeper than " + DEEPEST + " levels; does it hold itself?");
        }
        List<Member> members = new ArrayList<>();
        for (Field field : fields(type)) {
            members.add(member(field, place));
        }
        return Structure.of(type, members);
    }

    private Member member(Field field, Place place) {
        if (field.isAnnotationPresent(Transient.class) || Modifier.isTransient(field.getModifiers())) {
            return Member.unmapped(field);
        }
        if (RelationReader.isRelation(field)) {
            return relations.read(field, place.depth()).member();
        }
        refuseCollection(field);
        boolean embeddedKey = field.isAnnotationPresent(EmbeddedId.class);
        Class<?> type = ValueType.of(entity, field).raw();
        if (embeddedKey || field.isAnnotationPresent(Embedded.class) || type.isAnnotationPresent(Embeddable.class)) {
            Structure embedded = read(type, place.into(field, embeddedKey));
            return Member.embedded(field, embedded, embeddedKey);
        }
        drafts.add(draftReader.read(
                field, place.prefix() + field.getName(), place.overrides().get(field.getName()), place.key()));
        return Member.column(field, drafts.size() - 1);
    }

    private void refuseCollection(Field field) {
        if (field.isAnnotationPresent(ElementCollection.class) && field.getType() != java.util.Set.class) {
            throw Refusal.of(
                    entity,
                    field.getName(),
                    "is an @ElementCollection, of which only a Set of an enum has a column; use @Json or @Convert");
        }
    }

    /** The components of a record; the fields of a class, those of its superclasses first. */
    private List<Field> fields(Class<?> type) {
        try {
            List<Field> fields = new ArrayList<>();
            if (type.isRecord()) {
                for (RecordComponent component : type.getRecordComponents()) {
                    fields.add(type.getDeclaredField(component.getName()));
                }
                return fields;
            }
            if (type.getSuperclass() != null && type.getSuperclass() != Object.class) {
                fields.addAll(fields(type.getSuperclass()));
            }
            Stream.of(type.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                    .forEach(fields::add);
            return fields;
        } catch (NoSuchFieldException impossible) {
            throw new LinkageError("a record has a field for each component", impossible);
        }
    }

    /** {@return for each attribute the members on the way to it} */
    static List<List<Member>> ways(Structure structure, int attributes) {
        List<List<Member>> ways = new ArrayList<>();
        for (int i = 0; i < attributes; i++) {
            ways.add(List.of());
        }
        follow(structure, List.of(), ways);
        return ways;
    }

    private static void follow(Structure structure, List<Member> before, List<List<Member>> ways) {
        for (Member member : structure.members()) {
            List<Member> way = Stream.concat(before.stream(), Stream.of(member)).toList();
            if (member.isColumn()) {
                ways.set(member.attribute(), way);
            } else if (member.embedded() != null) {
                follow(member.embedded(), way, ways);
            }
        }
    }
}

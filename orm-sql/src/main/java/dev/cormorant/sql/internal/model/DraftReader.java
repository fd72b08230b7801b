package dev.cormorant.sql.internal.model;

import dev.cormorant.sql.entity.Archived;
import dev.cormorant.sql.entity.CreatedAt;
import dev.cormorant.sql.entity.Naming;
import dev.cormorant.sql.entity.SoftDelete;
import dev.cormorant.sql.entity.UpdatedAt;
import dev.cormorant.sql.internal.model.AttributeModel.Draft;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the annotations of one component that has a column. */
final class DraftReader {

    private static final Set<Class<?>> TIMES = Set.of(Instant.class, OffsetDateTime.class, LocalDateTime.class);
    private static final Map<Role, Class<? extends Annotation>> ANNOTATIONS = new EnumMap<>(Map.of(
            Role.ID, Id.class,
            Role.VERSION, Version.class,
            Role.CREATED_AT, CreatedAt.class,
            Role.UPDATED_AT, UpdatedAt.class,
            Role.DELETED, SoftDelete.class,
            Role.ARCHIVED, Archived.class));

    private final Class<?> entity;
    private final Forms forms;
    private final Naming naming;
    private final Keys keys;

    DraftReader(Class<?> entity, Forms forms, Naming naming, Keys keys) {
        this.entity = entity;
        this.forms = forms;
        this.naming = naming;
        this.keys = keys;
    }

    Draft read(Field field, String path, @Nullable Column override, boolean ofKey) {
        ValueType type = ValueType.of(entity, field);
        Role role = ofKey ? Role.ID : role(field);
        checkType(field, role, type.raw());
        Form form = forms.of(entity, field, type)
                .orElseThrow(() -> Refusal.of(
                        entity,
                        path,
                        "has the type " + type.generic().getTypeName()
                                + ", which no column has; mark the component @Convert, @Json or @Transient, or its type"
                                + " @Embeddable"));
        Column column = override == null ? field.getAnnotation(Column.class) : override;
        Basic basic = field.getAnnotation(Basic.class);
        boolean mayBeNull = (column == null || column.nullable()) && (basic == null || basic.optional());
        Generation generation = role == Role.ID ? keys.generation(field, type.raw()) : Generation.ASSIGNED;
        return new Draft(
                path,
                name(field, column),
                field,
                type.raw(),
                form,
                role,
                generation,
                generation == Generation.SEQUENCE ? keys.sequence(field) : "",
                column == null || column.insertable(),
                role != Role.ID && role != Role.CREATED_AT && (column == null || column.updatable()),
                mayBeNull && role != Role.ID && !field.getType().isPrimitive());
    }

    private Identifier name(Field field, @Nullable Column column) {
        return column == null || column.name().isEmpty()
                ? new Identifier(naming.of(field.getName()), false)
                : Identifier.of(column.name());
    }

    private Role role(Field field) {
        List<Role> roles = ANNOTATIONS.entrySet().stream()
                .filter(role -> field.isAnnotationPresent(role.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (roles.size() > 1) {
            throw Refusal.of(entity, field.getName(), "has the parts of " + roles + "; leave it one of them");
        }
        return roles.isEmpty() ? Role.VALUE : roles.get(0);
    }

    private void checkType(Field field, Role role, Class<?> type) {
        boolean fits =
                switch (role) {
                    case VERSION -> type == Integer.class || type == Long.class || type == Instant.class;
                    case CREATED_AT, UPDATED_AT -> TIMES.contains(type);
                    case DELETED, ARCHIVED -> TIMES.contains(type) || type == Boolean.class;
                    case VALUE, ID -> true;
                };
        if (!fits) {
            String allowed =
                    switch (role) {
                        case VERSION -> "int, long or Instant";
                        case CREATED_AT, UPDATED_AT -> "Instant, OffsetDateTime or LocalDateTime";
                        default -> "boolean, or an Instant, OffsetDateTime or LocalDateTime that may be null";
                    };
            throw Refusal.of(
                    entity,
                    field.getName(),
                    "has the type " + type.getTypeName() + ", which its annotation does not take; make it " + allowed);
        }
    }
}

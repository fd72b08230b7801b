package dev.cormorant.sql.internal.model;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the attributes of an entity must keep to as a whole. */
final class ModelRules {

    private static final Set<Role> ONCE =
            EnumSet.of(Role.VERSION, Role.CREATED_AT, Role.UPDATED_AT, Role.DELETED, Role.ARCHIVED);

    private ModelRules() {}

    static void check(Class<?> entity, List<AttributeModel> attributes, @Nullable Discriminator discriminator) {
        if (attributes.stream().noneMatch(AttributeModel::isId)) {
            throw Refusal.of(
                    entity,
                    "it has no key; mark a component with @Id (jakarta.persistence.Id; on the field, not on a getter)");
        }
        for (Role role : ONCE) {
            List<String> found = attributes.stream()
                    .filter(attribute -> attribute.role() == role)
                    .map(AttributeModel::path)
                    .toList();
            if (found.size() > 1) {
                throw Refusal.of(
                        entity, found.get(1), "is a second " + role + " beside " + found.get(0) + "; leave it one");
            }
        }
        columnsAreDifferent(entity, attributes, discriminator);
        generatedKeyIsAlone(entity, attributes);
    }

    private static void columnsAreDifferent(
            Class<?> entity, List<AttributeModel> attributes, @Nullable Discriminator discriminator) {
        Map<String, String> paths = new HashMap<>();
        if (discriminator != null) {
            paths.put(discriminator.column().name().toLowerCase(Locale.ROOT), "the discriminator");
        }
        for (AttributeModel attribute : attributes) {
            if (attribute.isInsertable() || attribute.isUpdatable()) {
                String other = paths.put(attribute.column().toLowerCase(Locale.ROOT), attribute.path());
                if (other != null) {
                    throw Refusal.of(
                            entity,
                            attribute.path(),
                            "has the column " + attribute.column() + ", as " + other
                                    + "; name another one with @Column or @AttributeOverride");
                }
            }
        }
    }

    private static void generatedKeyIsAlone(Class<?> entity, List<AttributeModel> attributes) {
        List<AttributeModel> ids =
                attributes.stream().filter(AttributeModel::isId).toList();
        for (AttributeModel id : ids) {
            if (ids.size() > 1 && id.isGeneratedByDatabase()) {
                throw Refusal.of(
                        entity,
                        id.path(),
                        "is made by the database, and only one part of the key; assign it, or make it the whole key");
            }
        }
    }
}

package dev.cormorant.sql.internal.model;

import dev.cormorant.sql.entity.Naming;
import dev.cormorant.sql.internal.model.AttributeModel.Draft;
import jakarta.persistence.Entity;
import jakarta.persistence.IdClass;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the model of one entity from its class. */
final class ModelReader {

    private final Models models;
    private final Forms forms;
    private final Naming naming;
    private final Product product;

    ModelReader(Models models, Forms forms, Naming naming, Product product) {
        this.models = models;
        this.forms = forms;
        this.naming = naming;
        this.product = product;
    }

    <E> Model<E> read(Class<E> type) {
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            return new VariantsReader(models).read(type, name(type), table(type));
        }
        if (type.isEnum()
                || type.isPrimitive()
                || type.isArray()
                || type.getName().startsWith("java.")) {
            throw Refusal.of(type, "it is neither a record nor a class with an @Id; pass an entity");
        }
        return oneClass(type);
    }

    private <E> Model<E> oneClass(Class<E> type) {
        Class<?> root = Hierarchy.root(type);
        Table table = table(root);
        DraftReader draftReader =
                new DraftReader(type, forms, naming, new Keys(type, table.name().name(), product));
        StructureReader reader = new StructureReader(type, draftReader);
        Structure structure = reader.read();
        List<AttributeModel> attributes = attributes(structure, reader.drafts());
        ModelRules.check(type, attributes, Hierarchy.discriminator(root));
        Model.Variants<E> variants =
                new Model.Variants<>(Hierarchy.discriminator(root), Hierarchy.value(type, root), Map.of());
        OneClass<E> making = new OneClass<>(type, structure, attributes, variants, models);
        return new Model<>(type, name(type), table, attributes, reader.relations(), key(type, attributes), making);
    }

    private static List<AttributeModel> attributes(Structure structure, List<Draft> drafts) {
        List<List<Member>> ways = StructureReader.ways(structure, drafts.size());
        List<AttributeModel> attributes = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            attributes.add(new AttributeModel(i, drafts.get(i), ways.get(i)));
        }
        return attributes;
    }

    private Key key(Class<?> type, List<AttributeModel> attributes) {
        List<AttributeModel> ids =
                attributes.stream().filter(AttributeModel::isId).toList();
        IdClass idClass = idClass(type);
        if (idClass == null) {
            return Key.of(type, ids);
        }
        Class<?> keyType = idClass.value();
        StructureReader reader =
                new StructureReader(keyType, new DraftReader(keyType, forms, naming, new Keys(keyType, "", product)));
        Structure structure = reader.read();
        Map<String, AttributeModel> byPath = new HashMap<>();
        attributes(structure, reader.drafts()).forEach(part -> byPath.put(part.path(), part));
        List<AttributeModel> parts = new ArrayList<>();
        for (AttributeModel id : ids) {
            AttributeModel part = byPath.get(id.path());
            if (part == null || part.type() != id.type()) {
                throw Refusal.of(
                        type,
                        id.path(),
                        "is a part of the key, and " + keyType.getTypeName()
                                + " has no component of that name and type;" + " add it there, or take the @Id away");
            }
            parts.add(part);
        }
        return Key.ofIdClass(type, ids, structure, parts);
    }

    private static @Nullable IdClass idClass(Class<?> type) {
        @Nullable Class<?> at = type;
        while (at != null) {
            IdClass found = at.getDeclaredAnnotation(IdClass.class);
            if (found != null) {
                return found;
            }
            at = at.getSuperclass();
        }
        return null;
    }

    private static String name(Class<?> type) {
        Entity entity = type.getAnnotation(Entity.class);
        return entity == null || entity.name().isEmpty() ? type.getSimpleName() : entity.name();
    }

    private Table table(Class<?> type) {
        jakarta.persistence.Table table = type.getAnnotation(jakarta.persistence.Table.class);
        if (table == null) {
            return new Table(new Identifier(naming.of(name(type)), false), Optional.empty());
        }
        String schema = table.schema().isEmpty() ? table.catalog() : table.schema();
        return new Table(
                table.name().isEmpty() ? new Identifier(naming.of(name(type)), false) : Identifier.of(table.name()),
                schema.isEmpty() ? Optional.empty() : Optional.of(Identifier.of(schema)));
    }
}

package dev.cormorant.sql.internal.join;

import dev.cormorant.sql.internal.cache.BoundedCache;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Identifier;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Models;
import dev.cormorant.sql.internal.model.RelationModel;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinColumns;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PrimaryKeyJoinColumn;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what joins the ends of each relation, by its annotations and the models of both. Safe for all threads. */
public final class Joins {

    /** The most joins that are kept; beyond that, all are found anew. */
    static final int CAPACITY = 4_096;

    private final Models models;
    private final BoundedCache<RelationModel, Join> joins = new BoundedCache<>(CAPACITY);

    /**
     * None found yet.
     *
     * @param models the models of the database
     */
    public Joins(Models models) {
        this.models = models;
    }

    /**
     * What joins the ends of a relation.
     *
     * @param owner the entity that has it
     * @param relation the relation
     * @return the join
     * @throws dev.cormorant.core.error.MappingException if it cannot work; the message names it and the remedy
     */
    public Join of(Model<?> owner, RelationModel relation) {
        Join known = joins.get(relation);
        if (known == null) {
            Join found = find(owner, relation);
            checkTypes(found);
            known = joins.keep(relation, found);
        }
        return known;
    }

    private Join find(Model<?> owner, RelationModel relation) {
        Field field = relation.field();
        Model<?> target = models.of(relation.target());
        String mappedBy = mappedBy(field);
        if (!mappedBy.isEmpty()) {
            return mapped(owner, relation, target, mappedBy);
        }
        if (!relation.isToMany()) {
            return holdingKey(owner, relation, target);
        }
        boolean byColumn = !field.isAnnotationPresent(ManyToMany.class) && columns(field).length > 0;
        return byColumn ? heldByMembers(owner, relation, target) : linked(owner, relation, target);
    }

    private static String mappedBy(Field field) {
        return Stream.of(
                        Optional.ofNullable(field.getAnnotation(OneToOne.class)).map(OneToOne::mappedBy),
                        Optional.ofNullable(field.getAnnotation(OneToMany.class))
                                .map(OneToMany::mappedBy),
                        Optional.ofNullable(field.getAnnotation(ManyToMany.class))
                                .map(ManyToMany::mappedBy))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }

    private static JoinColumn[] columns(Field field) {
        JoinColumns several = field.getAnnotation(JoinColumns.class);
        return several == null ? field.getAnnotationsByType(JoinColumn.class) : several.value();
    }

    /** The other end says what joins them: a relation there, or an attribute that holds our key. */
    private Join mapped(Model<?> owner, RelationModel relation, Model<?> target, String mappedBy) {
        Optional<RelationModel> back = target.relation(mappedBy);
        if (back.isPresent()) {
            if (!back.get().target().isAssignableFrom(owner.type())
                    || !mappedBy(back.get().field()).isEmpty()) {
                throw relation.refused("is mapped by " + back.get() + ", which does not hold the key of "
                        + owner.type().getSimpleName() + "; name the relation or attribute that does");
            }
            return find(target, back.get()).turned(relation, target);
        }
        if (target.attribute(mappedBy).isEmpty()) {
            throw relation.refused("is mapped by \"" + mappedBy + "\", and "
                    + target.type().getTypeName() + " has neither a relation nor an attribute of that name");
        }
        AttributeModel holding = target.column(mappedBy);
        return new Join(relation, false, target, key(owner, relation, 1), List.of(holding), null);
    }

    private static List<AttributeModel> key(Model<?> model, RelationModel relation, int columns) {
        List<AttributeModel> key = model.key().attributes();
        if (key.size() != columns) {
            throw relation.refused("is joined by " + columns + " columns, and the key of "
                    + model.type().getSimpleName() + " has " + key.size() + "; name each with @JoinColumn(name,"
                    + " referencedColumnName)");
        }
        return key;
    }

    private Join holdingKey(Model<?> owner, RelationModel relation, Model<?> target) {
        Field field = relation.field();
        if (field.isAnnotationPresent(MapsId.class) || field.isAnnotationPresent(PrimaryKeyJoinColumn.class)) {
            List<AttributeModel> key = owner.key().attributes();
            return new Join(relation, true, target, key, key(target, relation, key.size()), null);
        }
        List<AttributeModel> near = new ArrayList<>();
        List<AttributeModel> far = new ArrayList<>();
        for (Pair pair : pairs(relation, target)) {
            near.add(column(owner, pair.column(), relation));
            far.add(pair.referenced());
        }
        return new Join(relation, true, target, near, far, null);
    }

    /** The members hold our key, in a column that the near end names. */
    private Join heldByMembers(Model<?> owner, RelationModel relation, Model<?> target) {
        List<AttributeModel> near = new ArrayList<>();
        List<AttributeModel> far = new ArrayList<>();
        for (Pair pair : pairs(relation, owner)) {
            near.add(pair.referenced());
            far.add(column(target, pair.column(), relation));
        }
        return new Join(relation, false, target, near, far, null);
    }

    private record Pair(Identifier column, AttributeModel referenced) {}

    /** The columns that hold a key, and what they refer to. */
    private List<Pair> pairs(RelationModel relation, Model<?> referenced) {
        return pairs(relation, referenced, columns(relation.field()), relation.name());
    }

    private List<Pair> pairs(RelationModel relation, Model<?> referenced, JoinColumn[] columns, String prefix) {
        List<Pair> pairs = new ArrayList<>();
        if (columns.length == 0) {
            for (AttributeModel key : referenced.key().attributes()) {
                pairs.add(new Pair(joined(prefix, key), key));
            }
        }
        for (JoinColumn column : columns) {
            AttributeModel to = column.referencedColumnName().isEmpty()
                    ? key(referenced, relation, columns.length).get(0)
                    : column(referenced, Identifier.of(column.referencedColumnName()), relation);
            if (columns.length > 1 && column.referencedColumnName().isEmpty()) {
                throw relation.refused(
                        "is joined by several columns, of which one does not say what it refers to; give each a"
                                + " referencedColumnName");
            }
            pairs.add(new Pair(column.name().isEmpty() ? joined(prefix, to) : Identifier.of(column.name()), to));
        }
        return pairs;
    }

    private Identifier joined(String prefix, AttributeModel key) {
        return Identifier.of(models.options().naming().of(prefix) + "_" + key.column());
    }

    private static AttributeModel column(Model<?> model, Identifier column, RelationModel relation) {
        return model.columns().stream()
                .filter(attribute -> attribute.column().equalsIgnoreCase(column.name()))
                .findFirst()
                .orElseThrow(
                        () -> relation.refused("is joined by the column " + column.name() + ", and no component of "
                                + model.type().getTypeName()
                                + " has it; add one that holds the key of the other entity, or name"
                                + " its column with @JoinColumn(name)"));
    }

    private Join linked(Model<?> owner, RelationModel relation, Model<?> target) {
        JoinTable table = relation.field().getAnnotation(JoinTable.class);
        String name = table == null || table.name().isEmpty() ? owner.table() + "_" + target.table() : table.name();
        String schema = table == null ? "" : table.schema().isEmpty() ? table.catalog() : table.schema();
        List<Pair> near = pairs(
                relation,
                owner,
                table == null ? new JoinColumn[0] : table.joinColumns(),
                inverse(owner, relation, target));
        List<Pair> far = pairs(
                relation, target, table == null ? new JoinColumn[0] : table.inverseJoinColumns(), relation.name());
        Join.Link link = new Join.Link(
                new dev.cormorant.sql.internal.model.Table(
                        Identifier.of(name), schema.isEmpty() ? Optional.empty() : Optional.of(Identifier.of(schema))),
                near.stream().map(Pair::column).toList(),
                far.stream().map(Pair::column).toList());
        return new Join(
                relation,
                false,
                target,
                near.stream().map(Pair::referenced).toList(),
                far.stream().map(Pair::referenced).toList(),
                link);
    }

    /** The name under which Jakarta Persistence has our key in the table between: that of the relation back, or ours. */
    private static String inverse(Model<?> owner, RelationModel relation, Model<?> target) {
        return target.relations().stream()
                .filter(back ->
                        back.target() == owner.type() && mappedBy(back.field()).equals(relation.name()))
                .map(RelationModel::name)
                .findFirst()
                .orElse(owner.name());
    }

    private static void checkTypes(Join join) {
        boolean bytes = Stream.concat(join.near().stream(), join.far().stream())
                .anyMatch(attribute -> attribute.type() == byte[].class);
        if (bytes) {
            throw join.relation().refused("is joined by a byte[], which is never equal to another one; make it a UUID");
        }
        for (int i = 0; join.link() == null && i < join.near().size(); i++) {
            AttributeModel near = join.near().get(i);
            AttributeModel far = join.far().get(i);
            if (near.type() != far.type()) {
                throw join.relation()
                        .refused("joins " + near.path() + ", a " + near.type().getTypeName() + ", with " + far.path()
                                + " of " + join.target().type().getSimpleName() + ", a "
                                + far.type().getTypeName() + "; make them the same type");
            }
        }
    }
}

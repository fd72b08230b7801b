package dev.cormorant.sql.internal.draft;

import dev.cormorant.sql.internal.join.Join;
import dev.cormorant.sql.internal.join.Joins;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Identifier;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.RelationModel;
import jakarta.persistence.Column;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.JoinColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The indexes, unique keys and foreign keys that the annotations of entities name. */
final class Constraints {

    /** PostgreSQL keeps 63 bytes of a name, MySQL 64 characters. */
    private static final int LONGEST_NAME = 60;

    private Constraints() {}

    /**
     * An index.
     *
     * @param name its name
     * @param columns its columns
     * @param unique whether values are there once
     */
    record Index(String name, List<Identifier> columns, boolean unique) {}

    /**
     * A foreign key.
     *
     * @param name its name
     * @param from its table
     * @param columns its columns
     * @param to the table that it refers to
     * @param referenced the columns there
     */
    record ForeignKey(
            String name,
            dev.cormorant.sql.internal.model.Table from,
            List<Identifier> columns,
            dev.cormorant.sql.internal.model.Table to,
            List<Identifier> referenced) {}

    static List<Index> indexes(Model<?> model) {
        List<Index> found = new ArrayList<>();
        for (AttributeModel attribute : model.columns()) {
            Column column = attribute.field().getAnnotation(Column.class);
            if (column != null && column.unique()) {
                found.add(index(model, "", List.of(attribute.identifier()), true));
            }
        }
        jakarta.persistence.Table table = model.type().getAnnotation(jakarta.persistence.Table.class);
        if (table != null) {
            for (jakarta.persistence.UniqueConstraint unique : table.uniqueConstraints()) {
                found.add(index(model, unique.name(), columns(Stream.of(unique.columnNames())), true));
            }
            for (jakarta.persistence.Index index : table.indexes()) {
                Stream<String> names = Arrays.stream(index.columnList().split(","))
                        .map(name -> name.strip().replaceAll("(?i)\\s+(asc|desc)$", ""));
                found.add(index(model, index.name(), columns(names), index.unique()));
            }
        }
        return found;
    }

    private static List<Identifier> columns(Stream<String> names) {
        return names.map(Identifier::of).toList();
    }

    private static Index index(Model<?> model, String name, List<Identifier> columns, boolean unique) {
        String own = name.isEmpty() ? name(unique ? "uq" : "ix", model.table(), columns) : name;
        return new Index(own, columns, unique);
    }

    static String name(String kind, String table, List<Identifier> columns) {
        String name = (kind + "_" + table + "_"
                        + columns.stream().map(Identifier::name).collect(Collectors.joining("_")))
                .toLowerCase(Locale.ROOT);
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME - 9) + "_" + Integer.toHexString(name.hashCode());
    }

    /** {@return the links between tables that the relations of an entity go by} */
    static List<Join> links(Model<?> model, Joins joins) {
        return model.relations().stream()
                .map(relation -> joins.of(model, relation))
                .filter(join -> join.link() != null && mappedBy(join.relation()).isEmpty())
                .toList();
    }

    private static String mappedBy(RelationModel relation) {
        jakarta.persistence.ManyToMany many = relation.field().getAnnotation(jakarta.persistence.ManyToMany.class);
        return many == null ? "" : many.mappedBy();
    }

    static List<ForeignKey> foreignKeys(Model<?> model, Joins joins) {
        List<ForeignKey> found = new ArrayList<>();
        for (RelationModel relation : model.relations()) {
            Join join = joins.of(model, relation);
            Join.Link link = join.link();
            JoinColumn column = relation.field().getAnnotation(JoinColumn.class);
            if (column != null && column.foreignKey().value() == ConstraintMode.NO_CONSTRAINT) {
                continue;
            }
            Optional<String> name = Optional.ofNullable(column)
                    .map(given -> given.foreignKey().name())
                    .filter(given -> !given.isEmpty());
            if (link != null && mappedBy(relation).isEmpty()) {
                found.add(key(Optional.empty(), link.table(), link.near(), model, join.near()));
                found.add(key(Optional.empty(), link.table(), link.far(), join.target(), join.far()));
            } else if (join.owning()) {
                found.add(key(name, model.tableName(), identifiers(join.near()), join.target(), join.far()));
            }
        }
        return found;
    }

    private static ForeignKey key(
            Optional<String> name,
            dev.cormorant.sql.internal.model.Table from,
            List<Identifier> columns,
            Model<?> to,
            List<AttributeModel> referenced) {
        String own = name.orElseGet(() -> name("fk", from.name().name(), columns));
        return new ForeignKey(own, from, columns, to.tableName(), identifiers(referenced));
    }

    static List<Identifier> identifiers(List<AttributeModel> attributes) {
        return attributes.stream().map(AttributeModel::identifier).toList();
    }
}

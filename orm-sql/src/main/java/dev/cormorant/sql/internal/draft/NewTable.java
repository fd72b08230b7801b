package dev.cormorant.sql.internal.draft;

import dev.cormorant.sql.internal.join.Join;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Discriminator;
import dev.cormorant.sql.internal.model.Generation;
import dev.cormorant.sql.internal.model.Identifier;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Product;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Statements that make tables. */
final class NewTable {

    private final Product product;
    private final SqlTypes types;

    NewTable(Product product) {
        this.product = product;
        this.types = new SqlTypes(product);
    }

    /** The table of an entity, or of several that share it, with the foreign keys that cannot be added later. */
    List<String> of(List<Model<?>> sharing, List<Constraints.ForeignKey> inline) {
        Model<?> first = sharing.get(0);
        List<String> statements = new ArrayList<>();
        Map<String, String> clauses = new LinkedHashMap<>();
        boolean shared = sharing.size() > 1;
        boolean keyed = false;
        for (Model<?> model : sharing) {
            for (AttributeModel attribute : model.columns()) {
                if (attribute.generation() == Generation.SEQUENCE) {
                    statements.add("create sequence if not exists " + attribute.sequence());
                }
                keyed |= product == Product.SQLITE && attribute.generation() == Generation.IDENTITY;
                clauses.putIfAbsent(
                        attribute.column().toLowerCase(Locale.ROOT),
                        types.clause(attribute, mayBeNull(model, attribute, shared)));
            }
            discriminator(model, clauses);
        }
        List<String> parts = new ArrayList<>(clauses.values());
        if (!keyed) {
            parts.add("primary key ("
                    + columns(Constraints.identifiers(first.key().attributes())) + ")");
        }
        inline.forEach(key -> parts.add(foreignKey(key)));
        statements.add(create(first.tableName(), parts));
        return statements.stream().distinct().toList();
    }

    private void discriminator(Model<?> model, Map<String, String> clauses) {
        Discriminator discriminator = model.discriminator();
        if (discriminator != null) {
            String type = discriminator.type() == Integer.class ? " integer" : " varchar(255)";
            clauses.putIfAbsent(
                    discriminator.column().name().toLowerCase(Locale.ROOT),
                    discriminator.column().in(product) + type + " not null");
        }
    }

    static boolean mayBeNull(Model<?> model, AttributeModel attribute, boolean shared) {
        boolean alone = model.discriminator() == null && !shared;
        return !attribute.isId() && (!alone || attribute.isNullable());
    }

    /** The table between two entities. */
    String link(Join join, Join.Link link, List<Constraints.ForeignKey> inline) {
        List<String> parts = new ArrayList<>();
        List<Identifier> all = new ArrayList<>();
        add(parts, all, link.near(), join.near());
        add(parts, all, link.far(), join.far());
        parts.add("primary key (" + columns(all) + ")");
        inline.forEach(key -> parts.add(foreignKey(key)));
        return create(link.table(), parts);
    }

    private void add(List<String> parts, List<Identifier> all, List<Identifier> names, List<AttributeModel> like) {
        for (int i = 0; i < names.size(); i++) {
            parts.add(names.get(i).in(product) + " " + types.of(like.get(i)) + " not null");
            all.add(names.get(i));
        }
    }

    private String create(dev.cormorant.sql.internal.model.Table table, List<String> parts) {
        return "create table " + table.in(product) + " (\n  " + String.join(",\n  ", parts) + "\n)";
    }

    String foreignKey(Constraints.ForeignKey key) {
        return "constraint " + new Identifier(key.name(), true).in(product) + " foreign key (" + columns(key.columns())
                + ") references " + key.to().in(product) + " (" + columns(key.referenced()) + ")";
    }

    String columns(List<Identifier> columns) {
        return columns.stream().map(column -> column.in(product)).collect(Collectors.joining(", "));
    }
}

package dev.cormorant.sql.internal.entity;

import dev.cormorant.sql.internal.cache.BoundedCache;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Discriminator;
import dev.cormorant.sql.internal.model.Generation;
import dev.cormorant.sql.internal.model.Identifier;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Product;
import dev.cormorant.sql.internal.model.Role;
import dev.cormorant.sql.internal.model.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one entity on one database, in one scope. Those by key are written when it is made; those whose shape depends on
 * the call (so many rows, these columns) at their first use, and as many as {@link #CAPACITY} are kept. Safe for all threads.
 */
public final class EntitySql {

    /** The most shapes that are kept; beyond that, all are written anew. */
    static final int CAPACITY = 256;

    private final Model<?> model;
    private final Product product;
    private final String table;
    private final String select;
    private final String scope;
    private final String more;
    private final String whereKey;
    private final List<AttributeModel> insertedWithKey;
    private final List<AttributeModel> insertedWithoutKey;
    private final List<AttributeModel> updated;
    private final BoundedCache<Object, String> shapes = new BoundedCache<>(CAPACITY);

    final String byKey;
    final String exists;
    final String count;
    final String all;
    final String delete;
    final String purge;
    final String present;

    /**
     * The statements of an entity.
     *
     * @param model the entity
     * @param product the database
     * @param scope which rows are there
     * @param more what must hold besides, as a condition that begins with {@code " and "}; its parameters come last
     */
    EntitySql(Model<?> model, Product product, Scope scope, String more) {
        this.model = model;
        this.product = product;
        this.table = model.tableName().in(product);
        this.select = "select " + columns(model.columns()) + discriminator() + " from " + table;
        this.insertedWithKey =
                model.columns().stream().filter(AttributeModel::isInsertable).toList();
        this.insertedWithoutKey = insertedWithKey.stream()
                .filter(attribute -> !attribute.isGeneratedByDatabase())
                .toList();
        this.updated = model.columns().stream()
                .filter(AttributeModel::isUpdatable)
                .filter(attribute -> attribute.role() == Role.VALUE || attribute.role() == Role.UPDATED_AT)
                .toList();
        this.more = more;
        this.scope = scope.condition(model, product, "") + more;
        this.whereKey = " where " + equal(model.key().attributes(), " and ");
        this.byKey = select + whereKey + this.scope;
        this.exists = "select 1 from " + table + whereKey + this.scope;
        this.count = "select count(*) from " + table + where(this.scope);
        this.all =
                select + where(this.scope) + " order by " + columns(model.key().attributes());
        this.delete = "delete from " + table + whereKey + this.scope;
        this.present = "select 1 from " + table + whereKey;
        this.purge = "delete from " + table + whereKey + Scope.ALL.condition(model, product, "") + more;
    }

    private String discriminator() {
        Discriminator discriminator = model.discriminator();
        return discriminator == null || model.variants().isEmpty()
                ? ""
                : ", " + discriminator.column().in(product);
    }

    private String name(AttributeModel attribute) {
        return attribute.identifier().in(product);
    }

    private String columns(List<AttributeModel> attributes) {
        return attributes.stream().map(this::name).collect(Collectors.joining(", "));
    }

    private String equal(List<AttributeModel> attributes, String between) {
        return attributes.stream()
                .map(attribute -> name(attribute) + " = " + parameter(attribute))
                .collect(Collectors.joining(between));
    }

    /** PostgreSQL takes no text for JSON. */
    private String parameter(AttributeModel attribute) {
        return product == Product.POSTGRES && attribute.form().isJson() ? "cast(? as jsonb)" : "?";
    }

    /** {@return a condition as a clause of its own} */
    private static String where(String condition) {
        return condition.isEmpty() ? "" : " where " + condition.substring(" and ".length());
    }

    private String shape(Object shape, Supplier<String> text) {
        String known = shapes.get(shape);
        return known == null ? shapes.keep(shape, text.get()) : known;
    }

    /** The rows of so many keys. */
    String byKeys(int keys) {
        return shape(List.of("keys", keys), () -> {
            List<AttributeModel> ids = model.key().attributes();
            String condition = ids.size() == 1
                    ? name(ids.get(0)) + " in (" + String.join(", ", Collections.nCopies(keys, "?")) + ")"
                    : String.join(" or ", Collections.nCopies(keys, "(" + equal(ids, " and ") + ")"));
            return select + " where (" + condition + ")" + scope;
        });
    }

    /** The rows in which an attribute has one of so many values, ordered by key. */
    String byValues(AttributeModel attribute, int values) {
        return shape(
                List.of(attribute, values),
                () -> select + " where " + name(attribute) + " in ("
                        + String.join(", ", Collections.nCopies(values, "?")) + ")" + scope + " order by "
                        + columns(model.key().attributes()));
    }

    /** The attributes that an insert writes. */
    List<AttributeModel> inserted(boolean withKey) {
        return withKey ? insertedWithKey : insertedWithoutKey;
    }

    /**
     * An insert of so many rows.
     *
     * @param withKey whether the key is written though the database would make it
     * @param rows how many
     */
    String insert(boolean withKey, int rows) {
        return insert(withKey, rows, !withKey && returnsKeys());
    }

    /** An insert that gives back the keys, or nothing. */
    String insert(boolean withKey, int rows, boolean returning) {
        return shape(List.of("insert", withKey, rows), () -> {
            List<AttributeModel> attributes = inserted(withKey);
            List<String> names =
                    new ArrayList<>(attributes.stream().map(this::name).toList());
            List<String> values =
                    new ArrayList<>(attributes.stream().map(this::parameter).toList());
            AttributeModel key = model.key().first();
            if (!withKey && key.generation() == Generation.SEQUENCE) {
                names.add(name(key));
                values.add(nextValue(key.sequence()));
            }
            Object kind = model.discriminatorValue();
            Discriminator discriminator = model.discriminator();
            if (kind != null && discriminator != null) {
                names.add(discriminator.column().in(product));
                values.add(
                        kind instanceof Integer
                                ? kind.toString()
                                : "'" + kind.toString().replace("'", "''") + "'");
            }
            String row = "(" + String.join(", ", values) + ")";
            String text = "insert into " + table + " (" + String.join(", ", names) + ") values "
                    + String.join(", ", Collections.nCopies(rows, row));
            return returning ? text + " returning " + name(key) : text;
        });
    }

    private String nextValue(String sequence) {
        String name = new Identifier(sequence, false).in(product);
        return product == Product.POSTGRES ? "nextval('" + name.replace("'", "''") + "')" : "nextval(" + name + ")";
    }

    /** {@return the query for so many keys of a sequence as its parameter says, up to 100,000} */
    String nextKeys(String sequence) {
        String ten = "(select 1 union all select 1 union all select 1 union all select 1 union all select 1"
                + " union all select 1 union all select 1 union all select 1 union all select 1 union all select 1)";
        return "select " + nextValue(sequence) + " from " + ten + " a cross join " + ten + " b cross join " + ten
                + " c cross join " + ten + " d cross join " + ten + " e limit ?";
    }

    /** {@return whether an insert can say which keys were made; MySQL tells them in its own way} */
    boolean returnsKeys() {
        return product != Product.MYSQL;
    }

    /** {@return the attributes that an update of everything writes, but for the version} */
    List<AttributeModel> updated() {
        return updated;
    }

    /** An update of some attributes and the version; the key and the old version come last. */
    String update(List<AttributeModel> attributes) {
        return shape(attributes, () -> {
            List<AttributeModel> set = new ArrayList<>(attributes);
            AttributeModel version = model.with(Role.VERSION);
            if (version != null) {
                set.add(version);
            }
            return "update " + table + " set " + equal(set, ", ") + whereKey + guard(version) + scope;
        });
    }

    private String guard(@Nullable AttributeModel version) {
        return version == null ? "" : " and " + name(version) + " = ?";
    }

    /** A delete of the version that comes after the key. */
    String deleteVersion() {
        return shape("delete", () -> "delete from " + table + whereKey + guard(model.with(Role.VERSION)) + scope);
    }

    /**
     * Fills or empties a mark; the value comes first, then the key.
     *
     * @param mark the attribute
     * @param set whether it is filled
     * @param versioned whether the version comes after the key
     */
    String mark(AttributeModel mark, boolean set, boolean versioned) {
        return shape(List.of("mark", mark, set, versioned), () -> {
            boolean flag = mark.type() == Boolean.class;
            String before = flag ? " = " + !set : set ? " is null" : " is not null";
            Scope others = mark.role() == Role.DELETED ? new Scope(true, true) : new Scope(false, true);
            return "update " + table + " set " + name(mark) + " = ?" + whereKey
                    + (versioned ? guard(model.with(Role.VERSION)) : "") + " and " + name(mark) + before
                    + others.condition(model, product, "") + more;
        });
    }

    /** Whether the row of a key is of this class and one that hooks let a call have, marked or not; the key comes last. */
    String guarded(boolean locked) {
        return shape(List.of("guarded", locked), () -> {
            String text = "select case when 1 = 1" + Scope.ALL.condition(model, product, "") + more
                    + " then 1 else 0 end from " + table + whereKey;
            // On SQLite nobody else writes meanwhile.
            return locked && product != Product.SQLITE ? text + " for update" : text;
        });
    }

    /** The version that the row of a key has now. */
    String version(AttributeModel version) {
        return shape("version", () -> "select " + name(version) + " from " + table + whereKey + scope);
    }
}

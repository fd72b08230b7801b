package dev.cormorant.sql.internal.entity;

import dev.cormorant.sql.entity.OnConflict;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Product;
import dev.cormorant.sql.internal.model.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statement of an upsert: the values of an insert come first, then the new version if that is a time. PostgreSQL and SQLite know
 * {@code on conflict}, MySQL and MariaDB {@code on duplicate key}, which holds for every unique key and does not tell what it did.
 * The latter therefore says through {@code last_insert_id(…)}, which comes back with the count of rows, whether it found a row, and
 * whether that has the same key.
 */
final class UpsertSql {

    /** What {@code last_insert_id} gives if a row with the same key was found; no table counts so far. */
    static final long SAME_KEY = 8_000_000_000_000_000_001L;

    /** What it gives if the row that was found has another key. */
    static final long OTHER_KEY = 8_000_000_000_000_000_002L;

    private static final Set<Role> COMPARED = EnumSet.of(Role.VALUE, Role.DELETED, Role.ARCHIVED);

    private final Model<?> model;
    private final Product product;
    private final OnConflict mode;
    private final List<AttributeModel> compared;
    private final List<AttributeModel> times;
    private final @Nullable AttributeModel version;

    UpsertSql(Model<?> model, Product product, OnConflict mode) {
        this.model = model;
        this.product = product;
        this.mode = mode;
        boolean replace = mode == OnConflict.REPLACE;
        this.compared = model.columns().stream()
                .filter(AttributeModel::isInsertable)
                .filter(attribute -> COMPARED.contains(attribute.role()) && (replace || attribute.isUpdatable()))
                .toList();
        this.times = model.columns().stream()
                .filter(attribute ->
                        attribute.role() == Role.UPDATED_AT || (replace && attribute.role() == Role.CREATED_AT))
                .toList();
        this.version = model.with(Role.VERSION);
    }

    /** Whether a row that is there is left as it is in any case. */
    private boolean ignores() {
        return mode == OnConflict.IGNORE || (compared.isEmpty() && mode != OnConflict.UPDATE_SAME_VERSION);
    }

    /** {@return whether the new version is a parameter behind those of the insert} */
    boolean takesVersion() {
        return !ignores() && version != null && version.type() == Instant.class;
    }

    private String name(AttributeModel attribute) {
        return attribute.identifier().in(product);
    }

    /** {@return the statement for the text of an insert of one row with its key} */
    String text(String insert) {
        return product.isMysqlFamily() ? insert + onDuplicateKey() : aliased(insert) + onConflict();
    }

    /** {@return the statement for the text of an insert of rows of another table, which does not say what it did to each} */
    String many(String insert) {
        return product.isMysqlFamily() ? insert + onDuplicateKey() : aliased(insert) + onKey();
    }

    /** The row that is there needs a name of its own beside {@code excluded}. */
    private String aliased(String insert) {
        String table = "insert into " + model.tableName().in(product);
        return table + " as present" + insert.substring(table.length());
    }

    private String onConflict() {
        // A row that was inserted has not been locked by anybody yet; one that was updated has, by this statement.
        return onKey() + (product == Product.POSTGRES ? " returning (present.xmax = 0)" : "");
    }

    private String onKey() {
        String keys = model.key().attributes().stream().map(this::name).collect(Collectors.joining(", "));
        StringBuilder text = new StringBuilder(" on conflict (").append(keys).append(") do ");
        if (ignores()) {
            text.append("nothing");
        } else {
            List<String> set = new ArrayList<>();
            for (AttributeModel attribute : compared) {
                set.add(name(attribute) + " = excluded." + name(attribute));
            }
            for (AttributeModel attribute : times) {
                set.add(name(attribute) + " = excluded." + name(attribute));
            }
            if (version != null) {
                set.add(name(version) + " = " + nextVersion("present."));
            }
            text.append("update set ").append(String.join(", ", set)).append(" where ");
            text.append(mode == OnConflict.UPDATE_SAME_VERSION ? sameVersion() : any(this::isDistinct));
        }
        return text.toString();
    }

    private String any(Function<AttributeModel, String> condition) {
        return compared.stream().map(condition).collect(Collectors.joining(" or "));
    }

    /** The type json of PostgreSQL has no equality, and its text does. */
    private String isDistinct(AttributeModel attribute) {
        String name = name(attribute);
        return product == Product.POSTGRES && attribute.form().isJson()
                ? "cast(present." + name + " as text) is distinct from cast(excluded." + name + " as text)"
                : "present." + name + " is distinct from excluded." + name;
    }

    private String nextVersion(String before) {
        AttributeModel own = version;
        return own == null || takesVersion() ? "?" : before + name(own) + " + 1";
    }

    private String sameVersion() {
        AttributeModel own = version;
        if (own == null) {
            throw new IllegalStateException("an upsert by version needs one");
        }
        String name = name(own);
        return product.isMysqlFamily() ? name + " = values(" + name + ")" : "present." + name + " = excluded." + name;
    }

    /** Assignments take effect from left to right, so that what looks at the old values comes first. */
    private String onDuplicateKey() {
        List<AttributeModel> keys = model.key().attributes();
        String same = keys.stream().map(this::equalsNew).collect(Collectors.joining(" and "));
        String first = name(keys.get(0));
        List<String> set = new ArrayList<>();
        set.add(first + " = if(last_insert_id(if(" + same + ", " + SAME_KEY + ", " + OTHER_KEY + ")) > 0, " + first
                + ", " + first + ")");
        if (!ignores()) {
            boolean byVersion = mode == OnConflict.UPDATE_SAME_VERSION;
            String guard = byVersion ? same + " and " + sameVersion() : same;
            String changes = byVersion ? guard : same + " and not (" + allEqual() + ")";
            if (version != null && !byVersion) {
                set.add(assigned(version, changes, nextVersion("")));
            }
            times.forEach(time -> set.add(assigned(time, changes, "values(" + name(time) + ")")));
            compared.forEach(attribute -> set.add(assigned(attribute, guard, "values(" + name(attribute) + ")")));
            if (version != null && byVersion) {
                set.add(assigned(version, guard, nextVersion("")));
            }
        }
        return " on duplicate key update " + String.join(", ", set);
    }

    private String allEqual() {
        return compared.stream().map(this::equalsNew).collect(Collectors.joining(" and "));
    }

    private String equalsNew(AttributeModel attribute) {
        return name(attribute) + " <=> values(" + name(attribute) + ")";
    }

    private String assigned(AttributeModel attribute, String condition, String value) {
        String name = name(attribute);
        return name + " = if(" + condition + ", " + value + ", " + name + ")";
    }
}

package dev.cormorant.sql.internal.entity;

import dev.cormorant.core.driver.BulkColumn;
import dev.cormorant.core.driver.BulkTable;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Discriminator;
import dev.cormorant.sql.internal.model.Generation;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Product;
import dev.cormorant.sql.internal.model.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns that entities of one class go into, with their keys or without. Safe for all threads. */
public final class BulkShape {

    private static final Set<Role> TIMES = EnumSet.of(Role.CREATED_AT, Role.UPDATED_AT, Role.VERSION);

    private final BulkTable table;
    private final List<AttributeModel> attributes;
    private final Filling filling;
    private final @Nullable Object kind;
    private final String nextKeys;
    private final Class<?> keyType;
    private final int width;
    private final boolean withKey;
    private final boolean takesTime;

    BulkShape(Model<?> model, Product product, EntitySql sql, Filling filling, boolean withKey) {
        this.attributes = sql.inserted(withKey);
        this.filling = filling;
        this.withKey = withKey;
        this.takesTime = model.columns().stream().anyMatch(attribute -> TIMES.contains(attribute.role()));
        AttributeModel key = model.key().first();
        boolean sequence = !withKey && key.generation() == Generation.SEQUENCE;
        Discriminator discriminator = model.discriminator();
        this.kind = discriminator == null ? null : model.discriminatorValue();
        List<BulkColumn> columns = new ArrayList<>();
        for (AttributeModel attribute : attributes) {
            columns.add(column(attribute, product));
        }
        if (kind != null && discriminator != null) {
            columns.add(new BulkColumn(discriminator.column().in(product), kind.getClass(), false));
        }
        if (sequence) {
            columns.add(column(key, product));
        }
        this.table = new BulkTable(model.tableName().in(product), columns);
        this.nextKeys = sequence ? sql.nextKeys(key.sequence()) : "";
        this.keyType = key.columnType();
        this.width = columns.size();
    }

    private static BulkColumn column(AttributeModel attribute, Product product) {
        return new BulkColumn(
                attribute.identifier().in(product),
                attribute.columnType(),
                attribute.form().isJson());
    }

    /** {@return whether the key is there, or made by us} */
    public boolean hasKey() {
        return withKey;
    }

    /** {@return the table with these columns} */
    public BulkTable table() {
        return table;
    }

    /** {@return the query for so many keys of a sequence as its one parameter says, for the last column of as many rows; else empty} */
    public String nextKeys() {
        return nextKeys;
    }

    /** {@return the type of the column of such a key} */
    public Class<?> keyType() {
        return keyType;
    }

    /**
     * What goes into the columns.
     *
     * @param entity the entity, of the class of the shape
     * @return the values; the last one is left free for a key of a sequence
     * @throws dev.cormorant.core.error.MappingException if a converter refuses a value
     */
    public @Nullable Object[] row(Object entity) {
        Instant now = takesTime ? filling.now() : Instant.EPOCH;
        @Nullable Object[] row = new @Nullable Object[width];
        int next = 0;
        for (AttributeModel attribute : attributes) {
            Object held = attribute.value(entity);
            Object filled = filling.inserted(attribute, held, now);
            row[next++] = attribute.toColumn(filled == null ? held : filled);
        }
        if (kind != null) {
            row[next] = kind;
        }
        return row;
    }
}

package dev.cormorant.sql.internal.entity;

import dev.cormorant.core.error.UnsupportedFeatureException;
import dev.cormorant.sql.entity.OnConflict;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Product;
import dev.cormorant.sql.internal.model.Role;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statements of an upsert by way of a temporary table, which has the columns of an insert and the number of each row in the input.
 * MySQL can name a temporary table once in a statement only.
 */
public final class BulkUpsert {

    /** The temporary table. */
    public static final String STAGE = "cormorant_stage";

    /** The column with the number of the row. */
    public static final String NUMBER = "cormorant_row";

    private final Model<?> model;
    private final Product product;
    private final String table;
    private final List<AttributeModel> attributes;
    private final String columns;
    private final String staged;
    private final UpsertSql upsert;
    private final Filling filling;

    /**
     * The statements for an entity.
     *
     * @param registry the entities of the database
     * @param model the entity
     * @param mode what becomes of rows that are there
     * @throws UnsupportedFeatureException if rows of it cannot be upserted so; the message says what can be done
     */
    public BulkUpsert(EntityRegistry registry, Model<?> model, OnConflict mode) {
        this.model = model;
        this.product = registry.models().product();
        this.filling = registry.filling();
        refuse(registry, mode);
        this.table = model.tableName().in(product);
        this.attributes =
                model.columns().stream().filter(AttributeModel::isInsertable).toList();
        this.columns = names(attributes.stream().map(this::name).toList());
        this.staged = names(attributes.stream().map(this::staged).toList());
        this.upsert = new UpsertSql(model, product, mode);
    }

    private void refuse(EntityRegistry registry, OnConflict mode) {
        String why = "";
        if (registry.hooks().rules(model) != null) {
            why = "query hooks say which of its rows may be changed; use upsertAll";
        } else if (model.discriminator() != null) {
            why = "it shares its table with other classes; use upsertAll";
        } else if (mode == OnConflict.UPDATE_SAME_VERSION && model.with(Role.VERSION) == null) {
            why = "it has no version; mark a component with @Version";
        }
        if (!why.isEmpty()) {
            throw new UnsupportedFeatureException(
                    "upsert many rows of " + model.type().getTypeName() + ": " + why, null);
        }
    }

    private String name(AttributeModel attribute) {
        return attribute.identifier().in(product);
    }

    /** On MySQL a name that both tables have is ambiguous behind the select of an upsert. */
    private String staged(AttributeModel attribute) {
        return column(attributes.indexOf(attribute));
    }

    /**
     * A column of the temporary table.
     *
     * @param index its place among the columns of an insert, from 0
     * @return its name
     */
    public static String column(int index) {
        return "cormorant_" + (index + 1);
    }

    private static String names(List<String> names) {
        return String.join(", ", names);
    }

    /** {@return what makes the temporary table; one that was left behind by a savepoint is replaced} */
    public List<String> create() {
        String number = product.isMysqlFamily() ? "cast(0 as signed)" : "cast(0 as bigint)";
        String aliased = attributes.stream()
                .map(attribute -> name(attribute) + " as " + staged(attribute))
                .collect(Collectors.joining(", "));
        String select = " as select " + aliased + ", " + number + " as " + NUMBER + " from " + table + " where 1 = 0";
        return List.of(
                drop(),
                "create temporary table " + STAGE + (product == Product.POSTGRES ? " on commit drop" : "") + select);
    }

    /** {@return what removes it} */
    public String drop() {
        String drop = product.isMysqlFamily() ? "drop temporary table if exists " : "drop table if exists ";
        String schema = product == Product.POSTGRES ? "pg_temp." : product == Product.SQLITE ? "temp." : "";
        return drop + schema + STAGE;
    }

    /** {@return the statement that puts rows from one number to another one into the table; behind these comes the version, if it is a time} */
    public String merge() {
        String range = staged + " from " + STAGE + " where " + NUMBER + " between ? and ?";
        String keys = names(model.key().attributes().stream().map(this::staged).toList());
        // PostgreSQL refuses to meet one key twice in a statement, so only the last one gets there.
        String select = product == Product.POSTGRES
                ? "select distinct on (" + keys + ") " + range + " order by " + keys + ", " + NUMBER + " desc"
                : "select " + range + " order by " + NUMBER;
        return upsert.many("insert into " + table + " (" + columns + ") " + select);
    }

    /** {@return the new version for the merge, as it is bound; null if it takes none} */
    public @Nullable Object version() {
        AttributeModel version = model.with(Role.VERSION);
        return upsert.takesVersion() && version != null ? version.toColumn(filling.now()) : null;
    }

    /** {@return the query for the first row that was left out, since a row with another key has a unique value of it; else empty} */
    public String leftOut() {
        if (!product.isMysqlFamily()) {
            return "";
        }
        List<AttributeModel> keys = model.key().attributes();
        String same = keys.stream()
                .map(key -> "t." + name(key) + " = s." + staged(key))
                .collect(Collectors.joining(" and "));
        return "select min(s." + NUMBER + ") from " + STAGE + " s left join " + table + " t on " + same + " where t."
                + name(keys.get(0)) + " is null";
    }

    /** {@return the name of its table, for messages} */
    public String table() {
        return model.table();
    }
}

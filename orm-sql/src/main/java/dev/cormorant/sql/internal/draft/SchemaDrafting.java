package dev.cormorant.sql.internal.draft;

import dev.cormorant.core.Database;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.sql.entity.SchemaDifference;
import dev.cormorant.sql.entity.SchemaDifference.Kind;
import dev.cormorant.sql.entity.SchemaDraft;
import dev.cormorant.sql.internal.entity.LiveTable;
import dev.cormorant.sql.internal.entity.SchemaCheck;
import dev.cormorant.sql.internal.join.Join;
import dev.cormorant.sql.internal.join.Joins;
import dev.cormorant.sql.internal.model.Identifier;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Models;
import dev.cormorant.sql.internal.model.Product;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes down what would make a schema fit entities: what {@link SchemaCheck} finds, and the keys and indexes that they name. */
public final class SchemaDrafting {

    private static final String ATTEMPTED = "draft a schema";

    private final Database database;
    private final Product product;
    private final Joins joins;
    private final NewTable tables;
    private final Set<String> known = new HashSet<>();
    private final Set<String> creates = new LinkedHashSet<>();
    private final Set<String> changes = new LinkedHashSet<>();
    private final Set<String> keys = new LinkedHashSet<>();
    private final Set<String> remarks = new LinkedHashSet<>();

    /**
     * A draft of nothing yet.
     *
     * @param database the database
     * @param models the models of its entities
     */
    public SchemaDrafting(Database database, Models models) {
        this.database = database;
        this.product = models.product();
        this.joins = new Joins(models);
        this.tables = new NewTable(product);
    }

    /**
     * Drafts once.
     *
     * @param models the entities
     * @return what is missing
     */
    public SchemaDraft draft(List<Model<?>> models) {
        Map<String, List<Model<?>>> byTable = new LinkedHashMap<>();
        models.forEach(model -> byTable.computeIfAbsent(lower(model.tableName().in(product)), made -> new ArrayList<>())
                .add(model));
        List<SchemaDifference> differences = new SchemaCheck(database).differences(models);
        List<String> unknown;
        try (Connection connection = database.connection(Access.READ, ATTEMPTED)) {
            for (List<Model<?>> sharing : byTable.values()) {
                table(connection, sharing, differences);
            }
            unknown = unknownTables(connection);
        } catch (SQLException failed) {
            throw database.translate(failed, FailedOperation.of(ATTEMPTED, database.label()));
        }
        List<String> statements = new ArrayList<>(creates);
        statements.addAll(changes);
        statements.addAll(keys);
        return new SchemaDraft(statements, List.copyOf(remarks), unknown);
    }

    private List<String> unknownTables(Connection connection) throws SQLException {
        List<String> unknown = new ArrayList<>();
        String catalog = product.isMysqlFamily() ? connection.getCatalog() : null;
        String schema = product == Product.POSTGRES ? connection.getSchema() : null;
        try (ResultSet rows = connection.getMetaData().getTables(catalog, schema, "%", new String[] {"TABLE"})) {
            while (rows.next()) {
                String name = rows.getString("TABLE_NAME");
                if (!known.contains(lower(name)) && !name.startsWith("sqlite_")) {
                    unknown.add(name);
                }
            }
        }
        return unknown;
    }

    private void table(Connection connection, List<Model<?>> sharing, List<SchemaDifference> differences)
            throws SQLException {
        LiveTable.Place place =
                LiveTable.place(connection, product, sharing.get(0).tableName());
        known.add(lower(place.table()));
        LiveTable live = LiveTable.read(connection, place);
        boolean missing = live.columns().isEmpty();
        List<Constraints.ForeignKey> wanted = foreignKeys(sharing);
        if (missing) {
            creates.addAll(tables.of(sharing, product == Product.SQLITE ? wanted : List.of()));
        } else {
            columns(new ColumnChanges(connection, product, place), sharing, live, differences);
        }
        LiveConstraints constraints = missing ? LiveConstraints.none() : LiveConstraints.read(connection, place);
        for (Model<?> model : sharing) {
            Constraints.indexes(model).stream()
                    .filter(index -> !constraints.has(index))
                    .forEach(index -> changes.add(index(model, index)));
            links(connection, model);
        }
        wanted.stream().filter(key -> !constraints.has(key)).forEach(key -> add(key, missing));
    }

    private List<Constraints.ForeignKey> foreignKeys(List<Model<?>> sharing) {
        List<Constraints.ForeignKey> wanted = new ArrayList<>();
        for (Model<?> model : sharing) {
            Constraints.foreignKeys(model, joins).stream()
                    .filter(key -> key.from().equals(model.tableName()) && !wanted.contains(key))
                    .forEach(wanted::add);
        }
        return wanted;
    }

    private void columns(
            ColumnChanges columns, List<Model<?>> sharing, LiveTable live, List<SchemaDifference> differences)
            throws SQLException {
        for (Model<?> model : sharing) {
            for (SchemaDifference difference : differences) {
                if (difference.entity() == model.type()) {
                    columns.of(model, difference, changes, remarks);
                }
            }
        }
        columns.unknown(sharing, live, remarks);
    }

    private String index(Model<?> model, Constraints.Index index) {
        return "create " + (index.unique() ? "unique " : "") + "index " + new Identifier(index.name(), true).in(product)
                + " on " + model.tableName().in(product) + " (" + tables.columns(index.columns()) + ")";
    }

    private void links(Connection connection, Model<?> model) throws SQLException {
        for (Join join : Constraints.links(model, joins)) {
            Join.Link link = join.link();
            if (link == null) {
                continue;
            }
            List<Constraints.ForeignKey> wanted = Constraints.foreignKeys(model, joins).stream()
                    .filter(key -> key.from().equals(link.table()))
                    .toList();
            LiveTable.Place place = LiveTable.place(connection, product, link.table());
            known.add(lower(place.table()));
            boolean missing = LiveTable.read(connection, place).columns().isEmpty();
            if (missing) {
                creates.add(tables.link(join, link, product == Product.SQLITE ? wanted : List.of()));
            }
            LiveConstraints live = missing ? LiveConstraints.none() : LiveConstraints.read(connection, place);
            wanted.stream().filter(key -> !live.has(key)).forEach(key -> add(key, missing));
        }
    }

    private void add(Constraints.ForeignKey key, boolean newTable) {
        if (product != Product.SQLITE) {
            keys.add("alter table " + key.from().in(product) + " add " + tables.foreignKey(key));
        } else if (!newTable) {
            remarks.add("the table " + key.from().name().name() + " has no " + tables.foreignKey(key)
                    + ": SQLite adds one only by making the table anew");
        }
    }

    static boolean isLeftAlone(Kind kind) {
        return kind == Kind.OTHER_KEY || kind == Kind.UNKNOWN_REQUIRED_COLUMN;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}

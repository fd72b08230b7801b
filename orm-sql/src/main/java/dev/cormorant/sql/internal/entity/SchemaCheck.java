package dev.cormorant.sql.internal.entity;

import dev.cormorant.core.Database;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.sql.entity.SchemaDifference;
import dev.cormorant.sql.entity.SchemaDifference.Kind;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Discriminator;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Product;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds models against the schema as the JDBC driver describes it. */
public final class SchemaCheck {

    private static final String ATTEMPTED = "validate schema";

    private final Database database;
    private final Product product;

    /**
     * A check.
     *
     * @param database the database
     */
    public SchemaCheck(Database database) {
        this.database = database;
        this.product = Product.of(database.server().dialect());
    }

    /**
     * Looks at the tables of entities.
     *
     * @param models the entities
     * @return every difference, in the order of the entities and their columns
     */
    public List<SchemaDifference> differences(List<Model<?>> models) {
        try (Connection connection = database.connection(Access.READ, ATTEMPTED)) {
            List<SchemaDifference> differences = new ArrayList<>();
            for (Model<?> model : models) {
                differences.addAll(differences(connection, model));
            }
            return differences;
        } catch (SQLException failed) {
            throw database.translate(failed, FailedOperation.of(ATTEMPTED, database.label()));
        }
    }

    private List<SchemaDifference> differences(Connection connection, Model<?> model) throws SQLException {
        LiveTable table = LiveTable.read(connection, LiveTable.place(connection, product, model.tableName()));
        if (table.columns().isEmpty()) {
            return List.of(difference(
                    model,
                    null,
                    Kind.MISSING_TABLE,
                    "there is no table " + model.table() + "; create it, or name another one with @Table"));
        }
        Map<String, LiveTable.Column> unknown = new HashMap<>();
        table.columns().forEach(column -> unknown.put(lower(column.name()), column));
        List<SchemaDifference> differences = new ArrayList<>();
        for (AttributeModel attribute : model.columns()) {
            LiveTable.Column column = unknown.remove(lower(attribute.column()));
            if (column == null) {
                column = table.find(attribute.column());
            }
            of(model, attribute, column).ifPresent(differences::add);
        }
        discriminator(model, unknown).ifPresent(differences::add);
        unknownRequired(model, unknown, differences);
        key(model, table).ifPresent(differences::add);
        return differences;
    }

    private static Optional<SchemaDifference> discriminator(Model<?> model, Map<String, LiveTable.Column> unknown) {
        Discriminator discriminator = model.discriminator();
        if (discriminator == null || unknown.remove(lower(discriminator.column().name())) != null) {
            return Optional.empty();
        }
        String column = discriminator.column().name();
        return Optional.of(difference(
                model,
                column,
                Kind.MISSING_COLUMN,
                "the table " + model.table() + " has no column " + column + ", which tells the classes apart; add it"));
    }

    private Optional<SchemaDifference> of(Model<?> model, AttributeModel attribute, LiveTable.@Nullable Column column) {
        String where = "the column " + attribute.column() + " of " + model.table();
        if (column == null) {
            return Optional.of(difference(
                    model,
                    attribute.column(),
                    Kind.MISSING_COLUMN,
                    "the table " + model.table() + " has no column " + attribute.column() + " for the component "
                            + attribute.path() + "; add it, or name another one with @Column"));
        }
        if (product != Product.SQLITE && !ColumnFit.fits(attribute.columnType(), column.type())) {
            return Optional.of(difference(
                    model,
                    attribute.column(),
                    Kind.OTHER_TYPE,
                    where + " has the type " + column.typeName() + ", which does not go with the "
                            + attribute.columnType().getSimpleName() + " of the component " + attribute.path()));
        }
        // In a table of several classes the columns of the others are null.
        boolean alone = model.discriminator() == null;
        if (column.nullable() && alone && !attribute.isNullable() && !attribute.isId()) {
            return Optional.of(difference(
                    model,
                    attribute.column(),
                    Kind.NULLABLE,
                    where + " may be null, and the component " + attribute.path()
                            + " may not; make the column not null, or the component an Optional"));
        }
        return Optional.empty();
    }

    /** A variant knows only its own columns of a table that it shares. */
    private static void unknownRequired(
            Model<?> model, Map<String, LiveTable.Column> unknown, List<SchemaDifference> differences) {
        unknown.values().stream()
                .filter(LiveTable.Column::required)
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .map(
                        column -> difference(
                                model,
                                column.name(),
                                Kind.UNKNOWN_REQUIRED_COLUMN,
                                "the table " + model.table() + " has a column " + column.name()
                                        + " that must be filled, and no component does; give it a default, or the entity a component"))
                .forEach(differences::add);
    }

    private static Optional<SchemaDifference> key(Model<?> model, LiveTable table) {
        Set<String> expected = model.key().attributes().stream()
                .map(attribute -> lower(attribute.column()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> found = table.key().stream().map(SchemaCheck::lower).collect(Collectors.toCollection(TreeSet::new));
        // A view has no key.
        return found.isEmpty() || found.equals(expected)
                ? Optional.empty()
                : Optional.of(difference(
                        model,
                        null,
                        Kind.OTHER_KEY,
                        "the primary key of " + model.table() + " is " + found + ", and the @Id is " + expected));
    }

    private static SchemaDifference difference(Model<?> model, @Nullable String column, Kind kind, String message) {
        return new SchemaDifference(model.type(), model.table(), Optional.ofNullable(column), kind, message);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}

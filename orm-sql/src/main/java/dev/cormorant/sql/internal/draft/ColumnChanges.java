package dev.cormorant.sql.internal.draft;

import dev.cormorant.sql.entity.SchemaDifference;
import dev.cormorant.sql.internal.entity.LiveTable;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Product;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What is to be done with the columns of a table that is there. */
final class ColumnChanges {

    private final Connection connection;
    private final Product product;
    private final LiveTable.Place place;
    private final SqlTypes types;

    ColumnChanges(Connection connection, Product product, LiveTable.Place place) {
        this.connection = connection;
        this.product = product;
        this.place = place;
        this.types = new SqlTypes(product);
    }

    void of(Model<?> model, SchemaDifference difference, Set<String> changes, Set<String> remarks) throws SQLException {
        Optional<AttributeModel> attribute = difference.column().flatMap(name -> model.columns().stream()
                .filter(known -> known.column().equals(name))
                .findFirst());
        if (SchemaDrafting.isLeftAlone(difference.kind()) || attribute.isEmpty()) {
            remarks.add(difference.message());
            return;
        }
        String alter = "alter table " + model.tableName().in(product) + " ";
        switch (difference.kind()) {
            case MISSING_COLUMN -> changes.add(alter + added(model, attribute.get(), remarks));
            case OTHER_TYPE -> changes.add(alter + retyped(model, attribute.get()));
            case NULLABLE -> required(alter, attribute.get(), difference, changes, remarks);
            default -> remarks.add(difference.message());
        }
    }

    private String added(Model<?> model, AttributeModel attribute, Set<String> remarks) {
        boolean nullable = NewTable.mayBeNull(model, attribute, false);
        if (nullable) {
            return "add column " + types.clause(attribute, true);
        }
        String value = types.neutral(attribute);
        remarks.add("rows that are there get " + value + " in the new column " + attribute.column() + " of "
                + model.table() + ": give another default if that is not right");
        return "add column " + types.clause(attribute, true) + " default " + value + " not null";
    }

    private String retyped(Model<?> model, AttributeModel attribute) {
        String name = attribute.identifier().in(product);
        String type = types.of(attribute);
        if (product == Product.POSTGRES) {
            return "alter column " + name + " type " + type + " using " + name + "::" + type;
        }
        return "modify column " + name + " " + type + (NewTable.mayBeNull(model, attribute, false) ? "" : " not null");
    }

    private void required(
            String alter,
            AttributeModel attribute,
            SchemaDifference difference,
            Set<String> changes,
            Set<String> remarks)
            throws SQLException {
        String name = attribute.identifier().in(product);
        switch (product) {
            case POSTGRES -> changes.add(alter + "alter column " + name + " set not null");
            case MYSQL, MARIADB -> {
                changes.add(alter + "modify column " + name + " " + liveType(attribute) + " not null");
                remarks.add("the column " + attribute.column() + " of " + place.table()
                        + " is written anew: repeat its default and its comment if it has one");
            }
            case SQLITE -> remarks.add(difference.message() + "; SQLite changes that only by making the table anew");
        }
    }

    /** MySQL and MariaDB change whether a column may be null only together with its type. */
    private String liveType(AttributeModel attribute) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select column_type from information_schema.columns where table_schema = ? and table_name = ?"
                        + " and column_name = ?")) {
            statement.setString(1, place.catalog());
            statement.setString(2, place.table());
            statement.setString(3, attribute.column());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : types.of(attribute);
            }
        }
    }

    /** Names the columns that no entity knows. */
    void unknown(List<Model<?>> sharing, LiveTable live, Set<String> remarks) {
        Set<String> known = new HashSet<>();
        for (Model<?> model : sharing) {
            model.columns().forEach(attribute -> known.add(attribute.column().toLowerCase(Locale.ROOT)));
            if (model.discriminator() != null) {
                known.add(model.discriminator().column().name().toLowerCase(Locale.ROOT));
            }
        }
        live.columns().stream()
                .filter(column ->
                        !column.required() && !known.contains(column.name().toLowerCase(Locale.ROOT)))
                .forEach(column -> remarks.add("the table " + place.table() + " has a column " + column.name()
                        + " that no entity knows; it stays"));
    }
}

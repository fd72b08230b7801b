package dev.cormorant.testing.data.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts tables into an order in which each comes behind those that it refers to. */
public final class TableOrder {

    private final Product product;
    private final List<Table> tables;
    private final boolean deferred;
    private final Set<Table> ordered = new LinkedHashSet<>();
    private final List<Table> way = new ArrayList<>();

    private TableOrder(Product product, Collection<Table> tables, boolean deferred) {
        this.product = product;
        this.tables = List.copyOf(tables);
        this.deferred = deferred;
    }

    /**
     * An order.
     *
     * @param tables the tables, those that are referred to first
     * @param deferred whether foreign keys have to wait for the commit, because tables refer to each other in a circle
     */
    public record Result(List<Table> tables, boolean deferred) {}

    /**
     * Orders tables.
     *
     * @param product their product
     * @param tables the tables; the order of those that have nothing to do with each other stays
     * @return the order
     * @throws IllegalArgumentException if they refer to each other in a circle, and no foreign key of it can wait for the commit; the
     *     message names the circle
     */
    public static Result of(Product product, Collection<Table> tables) {
        for (boolean deferred : new boolean[] {false, true}) {
            TableOrder order = new TableOrder(product, tables, deferred);
            Optional<String> circle = order.circle();
            if (circle.isEmpty()) {
                return new Result(List.copyOf(order.ordered), deferred);
            } else if (deferred) {
                throw new IllegalArgumentException(circle.get());
            }
        }
        throw new IllegalStateException("unreachable: the second try either orders or refuses");
    }

    private Optional<String> circle() {
        for (Table table : tables) {
            Optional<String> circle = visit(table);
            if (circle.isPresent()) {
                return circle;
            }
        }
        return Optional.empty();
    }

    private Optional<String> visit(Table table) {
        if (ordered.contains(table)) {
            return Optional.empty();
        } else if (way.contains(table)) {
            return Optional.of(told(way.subList(way.indexOf(table), way.size())));
        }
        way.add(table);
        for (Reference reference : table.references()) {
            for (Table other : tables) {
                if (!other.equals(table) && reference.refersTo(other) && !waits(reference)) {
                    Optional<String> circle = visit(other);
                    if (circle.isPresent()) {
                        return circle;
                    }
                }
            }
        }
        way.remove(way.size() - 1);
        ordered.add(table);
        return Optional.empty();
    }

    /** SQLite lets every foreign key wait; elsewhere one must say so. */
    private boolean waits(Reference reference) {
        return deferred && (product == Product.SQLITE || reference.deferrable());
    }

    private String told(List<Table> circle) {
        String names = circle.stream().map(Table::toString).collect(Collectors.joining(" → "));
        return "the tables " + names + " → " + circle.get(0) + " refer to each other in a circle; "
                + (product == Product.MYSQL
                        ? "MySQL and MariaDB check each statement: load them by an SQL file that inserts null first"
                        : "one of their foreign keys must be DEFERRABLE, or an SQL file must insert null first");
    }
}

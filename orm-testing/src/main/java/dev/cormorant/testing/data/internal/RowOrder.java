package dev.cormorant.testing.data.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts rows of a table that refers to itself into an order in which each comes behind those that it refers to. */
public final class RowOrder {

    private final List<ReadyRow> rows;
    private final List<Reference> references;
    private final Table table;
    private final Map<List<@Nullable Object>, ReadyRow> byKey = new HashMap<>();
    private final Set<ReadyRow> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<ReadyRow> ordered = new ArrayList<>();

    private RowOrder(Table table, List<ReadyRow> rows, List<Reference> references) {
        this.table = table;
        this.rows = rows;
        this.references = references;
    }

    /**
     * Orders rows.
     *
     * @param table their table
     * @param rows the rows
     * @return the rows; in their own order where they do not refer to each other, or do so in a circle
     */
    public static List<ReadyRow> of(Table table, List<ReadyRow> rows) {
        List<Reference> own = table.references().stream()
                .filter(reference -> reference.refersTo(table))
                .toList();
        return own.isEmpty() ? rows : new RowOrder(table, rows, own).ordered();
    }

    private List<ReadyRow> ordered() {
        for (Reference reference : references) {
            for (ReadyRow row : rows) {
                byKey.put(key(reference, row, referred(reference)), row);
            }
        }
        // Not by recursion: a chain may be as long as the file.
        for (ReadyRow row : rows) {
            List<ReadyRow> way = new ArrayList<>();
            push(way, row);
            while (!way.isEmpty()) {
                ReadyRow last = way.get(way.size() - 1);
                Optional<ReadyRow> before = references.stream()
                        .flatMap(reference ->
                                Optional.ofNullable(byKey.get(key(reference, last, reference.columns()))).stream())
                        .filter(other -> !seen.contains(other))
                        .findFirst();
                if (before.isPresent()) {
                    push(way, before.get());
                } else {
                    ordered.add(way.remove(way.size() - 1));
                }
            }
        }
        return ordered;
    }

    private void push(List<ReadyRow> way, ReadyRow row) {
        if (seen.add(row)) {
            way.add(row);
        }
    }

    private List<String> referred(Reference reference) {
        return reference.referred().contains("") ? table.key() : reference.referred();
    }

    private static List<@Nullable Object> key(Reference reference, ReadyRow row, List<String> columns) {
        List<@Nullable Object> key = new ArrayList<>();
        key.add(reference);
        columns.forEach(column -> key.add(row.value(column)));
        return key;
    }
}

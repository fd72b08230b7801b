package dev.cormorant.sql.internal.relation;

import dev.cormorant.sql.internal.join.Join;
import dev.cormorant.sql.internal.model.Identifier;
import dev.cormorant.sql.internal.model.Product;
import dev.cormorant.sql.internal.run.Runner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the pairs of tables of links. */
final class Links {

    private static final int AT_ONCE = 500;

    private final Runner runner;
    private final Product product;

    Links(Runner runner, Product product) {
        this.runner = runner;
        this.product = product;
    }

    /**
     * Two ends that a row of the table holds together.
     *
     * @param near what the near end is joined by
     * @param far what the far end is joined by
     */
    record Pair(Object near, Object far) {}

    void insert(Join join, Join.Link link, List<Pair> pairs) {
        String columns = names(link).map(column -> column.in(product)).collect(Collectors.joining(", "));
        String places = String.join(", ", Collections.nCopies((int) names(link).count(), "?"));
        run("insert into " + link.table().in(product) + " (" + columns + ") values (" + places + ")", join, pairs);
    }

    void delete(Join join, Join.Link link, List<Pair> pairs) {
        String same = names(link).map(column -> column.in(product) + " = ?").collect(Collectors.joining(" and "));
        run("delete from " + link.table().in(product) + " where " + same, join, pairs);
    }

    private static Stream<Identifier> names(Join.Link link) {
        return Stream.concat(link.near().stream(), link.far().stream());
    }

    private void run(String sql, Join join, List<Pair> pairs) {
        if (pairs.isEmpty()) {
            return;
        }
        int parameters = join.near().size() + join.far().size();
        runner.batch(sql, parameters, AT_ONCE, sent -> {}, writer -> {
            for (Pair pair : pairs) {
                List<@Nullable Object> values = new ArrayList<>(Join.bound(join.near(), pair.near()));
                values.addAll(Join.bound(join.far(), pair.far()));
                writer.add(values.toArray());
            }
        });
    }
}

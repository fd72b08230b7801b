package dev.cormorant.sql.internal.relation;

import dev.cormorant.sql.internal.join.Join;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Discriminator;
import dev.cormorant.sql.internal.model.Identifier;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Product;
import dev.cormorant.sql.internal.model.Scope;
import jakarta.data.Sort;
import jakarta.persistence.OrderBy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The statement that fetches one relation for so many entities. */
final class RelationSql {

    /** What stands before the columns of the entity that is fetched. */
    static final String ALIAS = "t.";

    /** What PostgreSQL takes as an array, so that one statement holds for any number of values. */
    private static final Set<Class<?>> IN_ARRAYS =
            Set.of(Long.class, Integer.class, Short.class, String.class, UUID.class);

    private final Step step;
    private final Join join;
    private final Model<?> target;
    private final Product product;
    private final String live;

    /**
     * For one relation.
     *
     * @param more what hooks ask for, as a condition that begins with {@code " and "}; its parameters come behind those of the values,
     *     of a tree twice
     */
    RelationSql(Step step, Product product, Scope scope, String more) {
        this.step = step;
        this.join = step.join();
        this.target = join.target();
        this.product = product;
        this.live = scope.condition(step.join().target(), product, ALIAS) + more;
    }

    /** {@return whether all values go into one parameter} */
    static boolean byArray(Join join, Product product) {
        return product == Product.POSTGRES
                && join.near().size() == 1
                && IN_ARRAYS.contains(join.near().get(0).columnType());
    }

    /**
     * The statement.
     *
     * @param values how many values there are places for; 1 if they go into an array
     */
    String text(int values) {
        StringBuilder text = new StringBuilder();
        if (step.tree()) {
            text.append(recursion(values));
        }
        text.append("select ").append(columns("t.", target.columns()));
        Discriminator discriminator = target.discriminator();
        if (discriminator != null && !target.variants().isEmpty()) {
            text.append(", t.").append(discriminator.column().in(product));
        }
        Join.Link link = join.link();
        if (step.tree()) {
            text.append(" from tree join ").append(table()).append(" on ").append(sameKey());
        } else if (link != null) {
            text.append(", ").append(names("l.", link.near()));
            text.append(" from ")
                    .append(link.table().in(product))
                    .append(" l join ")
                    .append(table());
            text.append(" on ").append(Join.equal(product, "l.", link.far(), "t.", Join.columns(join.far())));
            text.append(" where ").append(matching("l.", link.near(), values));
            text.append(live);
        } else {
            text.append(" from ").append(table()).append(" where ");
            text.append(matching("t.", Join.columns(join.far()), values));
            text.append(live);
        }
        return text.append(" order by ").append(order()).toString();
    }

    /** The rows of a tree below or above others: each once, so that it ends even if the rows go round in a circle. */
    private String recursion(int values) {
        List<AttributeModel> key = target.key().attributes();
        String columns =
                aliases("k", key.size()) + ", " + aliases("n", join.near().size());
        String selected = "select " + columns("t.", key) + ", " + columns("t.", join.near()) + " from ";
        String next = IntStream.range(0, join.far().size())
                .mapToObj(i -> "t." + name(join.far().get(i)) + " = above.n" + i)
                .collect(Collectors.joining(" and "));
        return "with recursive tree (" + columns + ") as (" + selected + table() + " where "
                + matching("t.", Join.columns(join.far()), values) + live + " union " + selected + "tree above join "
                + table() + " on " + next + where(live) + ") ";
    }

    private String sameKey() {
        List<AttributeModel> key = target.key().attributes();
        return IntStream.range(0, key.size())
                .mapToObj(i -> "t." + name(key.get(i)) + " = tree.k" + i)
                .collect(Collectors.joining(" and "));
    }

    private static String aliases(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).collect(Collectors.joining(", "));
    }

    private static String where(String condition) {
        return condition.isEmpty() ? "" : " where " + condition.substring(" and ".length());
    }

    private String table() {
        return target.tableName().in(product) + " t";
    }

    private String name(AttributeModel attribute) {
        return attribute.identifier().in(product);
    }

    private String columns(String alias, List<AttributeModel> attributes) {
        return names(alias, Join.columns(attributes));
    }

    private String names(String alias, List<Identifier> columns) {
        return columns.stream().map(column -> alias + column.in(product)).collect(Collectors.joining(", "));
    }

    private String matching(String alias, List<Identifier> columns, int values) {
        if (columns.size() > 1) {
            String one = columns.stream()
                    .map(column -> alias + column.in(product) + " = ?")
                    .collect(Collectors.joining(" and ", "(", ")"));
            return "(" + String.join(" or ", Collections.nCopies(values, one)) + ")";
        }
        String column = alias + columns.get(0).in(product);
        return byArray(join, product)
                ? column + " = any(?)"
                : column + " in (" + String.join(", ", Collections.nCopies(values, "?")) + ")";
    }

    /** What the call asks for, or else the annotation; then the key, so that the order is the same each time. */
    private String order() {
        List<String> parts = new ArrayList<>();
        if (!step.order().isEmpty()) {
            step.order().forEach(sort -> parts.add(ordered(sort)));
        } else if (join.relation().field().isAnnotationPresent(OrderBy.class)) {
            String said =
                    join.relation().field().getAnnotation(OrderBy.class).value().trim();
            if (!said.isEmpty()) {
                for (String part : said.split(",", -1)) {
                    parts.add(ordered(part.trim()));
                }
            }
        }
        parts.add(columns("t.", target.key().attributes()));
        return String.join(", ", parts);
    }

    private String ordered(Sort<?> sort) {
        AttributeModel attribute = target.column(sort.property());
        String column = "t." + name(attribute);
        boolean folded = sort.ignoreCase() && attribute.type() == String.class;
        return (folded ? "lower(" + column + ")" : column) + direction(attribute, sort.isAscending());
    }

    private String ordered(String part) {
        String[] words = part.split("\\s+", -1);
        boolean known = words.length == 1
                || (words.length == 2 && (words[1].equalsIgnoreCase("asc") || words[1].equalsIgnoreCase("desc")));
        if (!known) {
            throw join.relation()
                    .refused("is ordered by \"" + part + "\"; write an attribute, and asc or desc behind it");
        }
        AttributeModel attribute = target.column(words[0]);
        return "t." + name(attribute) + direction(attribute, words.length == 1 || words[1].equalsIgnoreCase("asc"));
    }

    /** Null is the smallest value on every database. */
    private String direction(AttributeModel attribute, boolean ascending) {
        String nulls =
                product == Product.POSTGRES && attribute.isNullable() ? ascending ? " nulls first" : " nulls last" : "";
        return (ascending ? "" : " desc") + nulls;
    }
}

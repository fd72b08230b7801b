package dev.cormorant.sql.internal.attribute;

import dev.cormorant.sql.entity.Filter;
import dev.cormorant.sql.entity.Filterable;
import dev.cormorant.sql.entity.QueryHook;
import dev.cormorant.sql.entity.QueryKind;
import dev.cormorant.sql.internal.join.Join;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Identifier;
import dev.cormorant.sql.internal.model.Models;
import dev.cormorant.sql.internal.model.Product;
import dev.cormorant.sql.internal.model.Scope;
import dev.cormorant.sql.internal.query.Attributes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The other end of a relation, in a query inside another one.
 *
 * @param join what joins the two ends
 * @param models the models of the database
 * @param outer what stands before the columns of the near end, with its dot
 */
record FarEnd(Join join, Models models, String outer) implements Attributes.Related {

    @Override
    public boolean filterable() {
        return join.relation().field().isAnnotationPresent(Filterable.class);
    }

    /** One more letter than the query around it has, so that both can be named. */
    private String alias() {
        return outer.matches("x+\\.") ? "x" + outer : "x.";
    }

    @Override
    public String rows() {
        Product product = models.product();
        String far = join.target().tableName().in(product) + " " + alias().substring(0, alias().length() - 1);
        String live = Scope.LIVE.condition(join.target(), product, alias());
        Join.Link link = join.link();
        if (link == null) {
            return "select 1 from " + far + " where " + equal(alias(), names(join.far()), outer, names(join.near()))
                    + live;
        }
        String between = "l" + alias();
        return "select 1 from " + link.table().in(product) + " " + between.substring(0, between.length() - 1) + " join "
                + far + " on " + equal(between, link.far(), alias(), names(join.far())) + " where "
                + equal(between, link.near(), outer, names(join.near())) + live;
    }

    private static List<Identifier> names(List<AttributeModel> attributes) {
        return attributes.stream().map(AttributeModel::identifier).toList();
    }

    private String equal(String left, List<Identifier> leftColumns, String right, List<Identifier> rightColumns) {
        Product product = models.product();
        return IntStream.range(0, leftColumns.size())
                .mapToObj(i -> left + leftColumns.get(i).in(product) + " = " + right
                        + rightColumns.get(i).in(product))
                .collect(Collectors.joining(" and "));
    }

    @Override
    public Attributes attributes() {
        return new ModelAttributes(join.target(), models, "", alias());
    }

    @Override
    public Filter rule() {
        List<QueryHook> concerned = RowRules.concerned(models.options().hooks(), join.target());
        Filter rows = RowRules.rows(concerned, QueryKind.SELECT, join.target());
        return rows == null ? Filter.ALL : rows;
    }
}

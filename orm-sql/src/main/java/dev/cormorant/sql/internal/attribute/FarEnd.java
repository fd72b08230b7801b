package dev.cormorant.sql.internal.attribute;

import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.entity.Filter;
import dev.cormorant.sql.entity.Filterable;
import dev.cormorant.sql.entity.QueryHook;
import dev.cormorant.sql.entity.QueryKind;
import dev.cormorant.sql.internal.join.Join;
import dev.cormorant.sql.internal.join.Joins;
import dev.cormorant.sql.internal.model.Models;
import dev.cormorant.sql.internal.model.Product;
import dev.cormorant.sql.internal.model.Scope;
import dev.cormorant.sql.internal.query.Attributes;
import java.util.List;

/**
 * The other end of a relation, in a query inside another one.
 *
 * @param join what joins the two ends
 * @param joins what joins the ends of other relations
 * @param models the models of the database
 * @param outer what stands before the columns of the near end, with its dot
 */
record FarEnd(Join join, Joins joins, Models models, String outer) implements Attributes.Related {

    @Override
    public boolean filterable() {
        return join.relation().field().isAnnotationPresent(Filterable.class);
    }

    /** The most relations that a condition goes through, each inside the one before. */
    private static final int DEEPEST = 10;

    FarEnd {
        if (depth(outer) >= DEEPEST) {
            throw new MappingException("a condition goes through more than " + DEEPEST
                    + " relations, each inside the one before, to " + join.relation()
                    + "; the rules of hooks must not lead in a circle, from entity to entity and back");
        }
    }

    private static int depth(String outer) {
        return outer.matches("x+\\.") ? outer.length() - 1 : 0;
    }

    /** One more letter than the query around it has, so that both can be named. */
    private String alias() {
        return depth(outer) > 0 ? "x" + outer : "x.";
    }

    @Override
    public String rows() {
        Product product = models.product();
        String far = join.target().tableName().in(product) + " " + alias().substring(0, alias().length() - 1);
        String live = Scope.LIVE.condition(join.target(), product, alias());
        Join.Link link = join.link();
        if (link == null) {
            return "select 1 from " + far + " where "
                    + Join.equal(product, alias(), Join.columns(join.far()), outer, Join.columns(join.near())) + live;
        }
        String between = "l" + alias();
        return "select 1 from " + link.table().in(product) + " " + between.substring(0, between.length() - 1) + " join "
                + far + " on " + Join.equal(product, between, link.far(), alias(), Join.columns(join.far())) + " where "
                + Join.equal(product, between, link.near(), outer, Join.columns(join.near())) + live;
    }

    @Override
    public Attributes attributes() {
        return new ModelAttributes(join.target(), models, joins, "", alias());
    }

    @Override
    public Filter rule() {
        List<QueryHook> concerned = RowRules.concerned(models.options().hooks(), join.target());
        Filter rows = RowRules.rows(concerned, QueryKind.SELECT, join.target());
        return rows == null ? Filter.ALL : rows;
    }
}

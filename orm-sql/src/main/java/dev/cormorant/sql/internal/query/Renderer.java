package dev.cormorant.sql.internal.query;

import dev.cormorant.sql.internal.query.Attributes.Attribute;
import dev.cormorant.sql.internal.query.Expression.Parameter;
import dev.cormorant.sql.internal.query.Statement.Assignment;
import dev.cormorant.sql.internal.query.Statement.Delete;
import dev.cormorant.sql.internal.query.Statement.Select;
import dev.cormorant.sql.internal.query.Statement.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes SQL of statements, for one entity on one database. Every value is bound, none stands in the text. */
public final class Renderer {

    /** The parameter with how many rows a query gives at most. */
    public static final String LIMIT = "#limit";

    /** The parameter with how many rows a query leaves out before them. */
    public static final String OFFSET = "#offset";

    private final SqlDialect dialect;
    private final Attributes attributes;
    private final Types types;

    /**
     * A renderer.
     *
     * @param dialect what the database speaks
     * @param attributes what can be named
     * @param parameters the type of each parameter, where it is known; of one with several values that of each
     */
    public Renderer(SqlDialect dialect, Attributes attributes, Function<String, Optional<Class<?>>> parameters) {
        this.dialect = dialect;
        this.attributes = attributes;
        this.types = new Types(attributes, parameters);
    }

    /** How many rows of a query are wanted. */
    public enum Cut {
        /** All. */
        NONE,
        /** As many as {@link Renderer#LIMIT} says. */
        LIMIT,
        /** As many as {@link Renderer#LIMIT} says, behind {@link Renderer#OFFSET}. */
        OFFSET
    }

    /**
     * A query.
     *
     * @param select the query
     * @param shape what its SQL depends on
     * @param cut how many rows
     * @return the SQL
     * @throws QueryException if it names what there is not, or compares what cannot be compared
     */
    public Rendered select(Select select, Shape shape, Cut cut) {
        SqlText sql = new SqlText(dialect, attributes, types);
        ExpressionSql expressions = new ExpressionSql(sql);
        sql.add("select ");
        if (select.selected() == null) {
            sql.add(attributes.columns());
        } else {
            expressions.write(select.selected(), null);
        }
        sql.add(" from ").add(attributes.table());
        where(sql, expressions, select.where(), shape);
        order(sql, select.order());
        if (cut != Cut.NONE) {
            sql.add(" limit ");
            sql.bind(new Parameter(LIMIT), -1, value -> value);
        }
        if (cut == Cut.OFFSET) {
            sql.add(" offset ");
            sql.bind(new Parameter(OFFSET), -1, value -> value);
        }
        return sql.done();
    }

    /**
     * Whether there is a row.
     *
     * @param select the query
     * @param shape what its SQL depends on
     * @return SQL that gives one row or none
     */
    public Rendered exists(Select select, Shape shape) {
        SqlText sql = new SqlText(dialect, attributes, types);
        sql.add("select 1 from ").add(attributes.table());
        where(sql, new ExpressionSql(sql), select.where(), shape);
        return sql.add(" limit 1").done();
    }

    /**
     * A change of many rows.
     *
     * @param update the change
     * @param shape what its SQL depends on
     * @return the SQL
     */
    public Rendered update(Update update, Shape shape) {
        SqlText sql = new SqlText(dialect, attributes, types);
        ExpressionSql expressions = new ExpressionSql(sql);
        sql.add("update ").add(attributes.table()).add(" set ");
        String between = "";
        for (Assignment assignment : completed(update)) {
            Attribute attribute = sql.attribute(assignment.path().name());
            sql.add(between).add(attribute.column()).add(" = ");
            expressions.write(assignment.value(), attribute);
            between = ", ";
        }
        where(sql, expressions, update.where(), shape);
        return sql.done();
    }

    /**
     * A deletion of many rows, which marks them if that is what the entity does.
     *
     * @param delete the deletion
     * @param shape what its SQL depends on
     * @return the SQL
     */
    public Rendered delete(Delete delete, Shape shape) {
        Assignment mark = attributes.onDelete();
        if (mark != null) {
            return update(new Update(delete.entity(), List.of(mark), delete.where()), shape);
        }
        SqlText sql = new SqlText(dialect, attributes, types);
        sql.add("delete from ").add(attributes.table());
        where(sql, new ExpressionSql(sql), delete.where(), shape);
        return sql.done();
    }

    /**
     * A condition on its own, as it stands behind {@code where}.
     *
     * @param condition the condition
     * @param shape what its SQL depends on
     * @return the SQL
     */
    public Rendered condition(Condition condition, Shape shape) {
        SqlText sql = new SqlText(dialect, attributes, types);
        new ConditionSql(sql, new ExpressionSql(sql), shape).write(condition);
        return sql.done();
    }

    private List<Assignment> completed(Update update) {
        List<String> there = update.set().stream()
                .map(assignment -> attributes.attribute(assignment.path().name()))
                .flatMap(Optional::stream)
                .map(Attribute::path)
                .toList();
        List<Assignment> all = new ArrayList<>(update.set());
        attributes.onUpdate().stream()
                .filter(more -> !there.contains(more.path().name()))
                .forEach(all::add);
        return all;
    }

    private void where(SqlText sql, ExpressionSql expressions, @Nullable Condition where, Shape shape) {
        String filter = attributes.filter();
        if (filter != null) {
            sql.add(" where ").add(filter);
        }
        if (where != null) {
            sql.add(filter == null ? " where " : " and ");
            new ConditionSql(sql, expressions, shape).write(where);
        }
    }

    private void order(SqlText sql, List<Ordering> order) {
        String between = " order by ";
        for (Ordering part : order) {
            Attribute attribute = sql.attribute(part.path().name());
            sql.add(between);
            boolean folded = part.ignoreCase() && Types.isText(attribute.type());
            sql.add(folded ? "lower(" + attribute.column() + ")" : attribute.column());
            sql.add(part.ascending() ? "" : " desc");
            if (dialect == SqlDialect.POSTGRES && attribute.nullable()) {
                // The other two take null for the smallest by themselves.
                sql.add(part.ascending() ? " nulls first" : " nulls last");
            }
            between = ", ";
        }
    }
}

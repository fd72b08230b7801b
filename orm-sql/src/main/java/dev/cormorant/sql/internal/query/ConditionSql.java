package dev.cormorant.sql.internal.query;

import dev.cormorant.sql.internal.query.Attributes.Attribute;
import dev.cormorant.sql.internal.query.Condition.And;
import dev.cormorant.sql.internal.query.Condition.Between;
import dev.cormorant.sql.internal.query.Condition.Comparison;
import dev.cormorant.sql.internal.query.Condition.In;
import dev.cormorant.sql.internal.query.Condition.IsNull;
import dev.cormorant.sql.internal.query.Condition.Like;
import dev.cormorant.sql.internal.query.Condition.Not;
import dev.cormorant.sql.internal.query.Condition.Or;
import dev.cormorant.sql.internal.query.Condition.Related;
import dev.cormorant.sql.internal.query.Expression.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes conditions as SQL. */
final class ConditionSql {

    private final SqlText sql;
    private final ExpressionSql expressions;
    private final Shape shape;

    ConditionSql(SqlText sql, ExpressionSql expressions, Shape shape) {
        this.sql = sql;
        this.expressions = expressions;
        this.shape = shape;
    }

    void write(Condition condition) {
        if (condition instanceof And and) {
            joined(and.parts(), " and ", "1 = 1");
        } else if (condition instanceof Or or) {
            joined(or.parts(), " or ", "1 = 0");
        } else if (condition instanceof Not not) {
            sql.add("not (");
            write(not.part());
            sql.add(")");
        } else if (condition instanceof Comparison comparison) {
            comparison(comparison);
        } else if (condition instanceof Between between) {
            between(between);
        } else if (condition instanceof In in) {
            in(in);
        } else if (condition instanceof Like like) {
            like(like);
        } else if (condition instanceof IsNull isNull) {
            value(isNull.value(), null, false);
            sql.add(isNull.negated() ? " is not null" : " is null");
        } else if (condition instanceof Related related) {
            related(related);
        }
    }

    private void related(Related related) {
        Attributes.Related far = sql.related(related.relation());
        SqlText inside = sql.within(far.attributes());
        inside.add("exists (").add(far.rows()).add(" and ");
        new ConditionSql(inside, new ExpressionSql(inside), shape).write(related.part());
        inside.add(")");
    }

    private void joined(List<Condition> parts, String word, String none) {
        if (parts.isEmpty()) {
            sql.add(none);
            return;
        }
        sql.add("(");
        for (int i = 0; i < parts.size(); i++) {
            sql.add(i == 0 ? "" : word);
            write(parts.get(i));
        }
        sql.add(")");
    }

    private void value(Expression value, @Nullable Attribute beside, boolean ignoreCase) {
        sql.add(ignoreCase ? "lower(" : "");
        expressions.write(value, beside);
        sql.add(ignoreCase ? ")" : "");
    }

    private void requireText(Expression value, String what) {
        Class<?> type = sql.types.of(value);
        if (type != Object.class && !Types.isText(type)) {
            throw new QueryException(what + " takes texts, and it is asked of a " + type.getSimpleName());
        }
    }

    private void requireComparable(Expression left, Expression right) {
        Class<?> one = sql.types.of(left);
        Class<?> other = sql.types.of(right);
        boolean fits = one == Object.class
                || other == Object.class
                || one.isAssignableFrom(other)
                || other.isAssignableFrom(one)
                || (Types.isNumber(one) && Types.isNumber(other))
                || (Types.isText(one) && Types.isText(other));
        if (!fits) {
            throw new QueryException("a " + one.getSimpleName() + written(left) + " cannot be compared with a "
                    + other.getSimpleName() + written(right));
        }
    }

    private static String written(Expression side) {
        if (side instanceof Expression.Path path) {
            return " (" + path.name() + ")";
        }
        return side instanceof Parameter parameter ? " (parameter " + parameter.key() + ")" : "";
    }

    private void comparison(Comparison comparison) {
        Attribute left = expressions.attributeOf(comparison.left());
        Attribute right = expressions.attributeOf(comparison.right());
        boolean ignoreCase = comparison.ignoreCase();
        requireComparable(comparison.left(), comparison.right());
        if (ignoreCase) {
            requireText(comparison.left(), "IgnoreCase");
        }
        boolean isNull = comparison.nullSafe()
                && comparison.right() instanceof Parameter parameter
                && shape.isNull(parameter.key());
        if (isNull) {
            value(comparison.left(), null, false);
            sql.add(comparison.operator().equals("=") ? " is null" : " is not null");
            return;
        }
        value(comparison.left(), right, ignoreCase);
        sql.add(" ").add(comparison.operator()).add(" ");
        value(comparison.right(), left, ignoreCase);
    }

    private void between(Between between) {
        Attribute attribute = expressions.attributeOf(between.value());
        requireComparable(between.value(), between.low());
        requireComparable(between.value(), between.high());
        value(between.value(), null, between.ignoreCase());
        sql.add(between.negated() ? " not between " : " between ");
        value(between.low(), attribute, between.ignoreCase());
        sql.add(" and ");
        value(between.high(), attribute, between.ignoreCase());
    }

    private void in(In in) {
        int start = 0;
        int count = 0;
        for (Expression item : in.items()) {
            int size = item instanceof Parameter parameter ? shape.size(parameter.key()) : -1;
            count += size < 0 ? 1 : size;
        }
        if (count == 0) {
            // SQL has no empty list; nothing is in it.
            sql.add(in.negated() ? "1 = 1" : "1 = 0");
            return;
        }
        Attribute attribute = expressions.attributeOf(in.value());
        value(in.value(), null, in.ignoreCase());
        sql.add(in.negated() ? " not in (" : " in (");
        for (Expression item : in.items()) {
            start = item(in, item, attribute, start);
        }
        sql.add(")");
    }

    private int item(In in, Expression item, @Nullable Attribute attribute, int before) {
        int size = item instanceof Parameter parameter ? shape.size(parameter.key()) : -1;
        if (size < 0) {
            sql.add(before == 0 ? "" : ", ");
            value(item, attribute, in.ignoreCase());
            return before + 1;
        }
        for (int i = 0; i < size; i++) {
            sql.add(before + i == 0 ? "" : ", ").add(in.ignoreCase() ? "lower(" : "");
            expressions.value((Parameter) item, i, attribute);
            sql.add(in.ignoreCase() ? ")" : "");
        }
        return before + size;
    }

    private void like(Like like) {
        requireText(like.value(), "a pattern");
        requireText(like.pattern(), "a pattern");
        LikePatterns patterns = LikePatterns.of(sql.dialect);
        value(like.value(), null, like.ignoreCase());
        sql.add(like.negated() ? " not" : "").add(patterns.operator()).add(like.ignoreCase() ? "lower(" : "");
        sql.bind(like.pattern(), -1, pattern -> patterns.pattern(pattern, like.match()));
        sql.add(like.ignoreCase() ? ")" : "").add(patterns.clause());
    }
}

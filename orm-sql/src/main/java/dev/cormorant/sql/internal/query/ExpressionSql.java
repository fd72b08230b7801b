package dev.cormorant.sql.internal.query;

import dev.cormorant.sql.internal.query.Attributes.Attribute;
import dev.cormorant.sql.internal.query.Expression.Arithmetic;
import dev.cormorant.sql.internal.query.Expression.Call;
import dev.cormorant.sql.internal.query.Expression.Count;
import dev.cormorant.sql.internal.query.Expression.Literal;
import dev.cormorant.sql.internal.query.Expression.Negative;
import dev.cormorant.sql.internal.query.Expression.Now;
import dev.cormorant.sql.internal.query.Expression.Parameter;
import dev.cormorant.sql.internal.query.Expression.Path;
import dev.cormorant.sql.internal.query.Expression.Supplied;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes values as SQL. */
final class ExpressionSql {

    private final SqlText sql;

    ExpressionSql(SqlText sql) {
        this.sql = sql;
    }

    /** The attribute whose values stand beside an expression, if one does: it says how they are bound. */
    @Nullable
    Attribute attributeOf(Expression expression) {
        return expression instanceof Path path
                ? sql.attributes.attribute(path.name()).orElse(null)
                : null;
    }

    /**
     * Writes one.
     *
     * @param expression the value
     * @param beside the attribute that it is compared with or goes into
     */
    void write(Expression expression, @Nullable Attribute beside) {
        if (expression instanceof Path path) {
            path(path, beside);
        } else if (expression instanceof Parameter parameter) {
            value(parameter, -1, beside);
        } else if (expression instanceof Literal literal) {
            literal(literal, beside);
        } else if (expression instanceof Now || expression instanceof Supplied) {
            sql.bind(expression, -1, value -> Values.bound(beside, value));
        } else if (expression instanceof Arithmetic arithmetic) {
            arithmetic(arithmetic);
        } else if (expression instanceof Negative negative) {
            sql.add("-(");
            write(negative.value(), null);
            sql.add(")");
        } else if (expression instanceof Call call) {
            call(call);
        } else if (expression instanceof Count) {
            sql.add("count(*)");
        }
    }

    void value(Parameter parameter, int element, @Nullable Attribute beside) {
        sql.bind(parameter, element, value -> Values.bound(beside, value));
    }

    private void literal(Literal literal, @Nullable Attribute beside) {
        if (literal.value() == null) {
            sql.add("null");
        } else {
            Object bound = Values.bound(beside, literal.value());
            sql.bind(new Literal(bound), -1, value -> value);
        }
    }

    private void path(Path path, @Nullable Attribute beside) {
        Attribute attribute = sql.attributes.attribute(path.name()).orElse(null);
        if (attribute != null) {
            sql.add(attribute.column());
            return;
        }
        Object constant = beside == null ? null : Values.constant(beside.type(), path.name());
        if (constant == null) {
            // Says which attributes there are.
            sql.attribute(path.name());
        }
        literal(new Literal(constant), beside);
    }

    private void arithmetic(Arithmetic arithmetic) {
        Expression left = arithmetic.left();
        Expression right = arithmetic.right();
        requireNumber(left);
        requireNumber(right);
        boolean whole = Types.isWhole(sql.types.of(left)) && Types.isWhole(sql.types.of(right));
        sql.add("(");
        write(left, null);
        // MySQL makes a fraction of 7 / 2, the others and Java do not.
        boolean mysqlDivision = arithmetic.operator() == '/' && whole && sql.dialect == SqlDialect.MYSQL;
        sql.add(mysqlDivision ? " div " : " " + arithmetic.operator() + " ");
        write(right, null);
        sql.add(")");
    }

    private void requireNumber(Expression operand) {
        attributeMustExist(operand);
        Class<?> type = sql.types.of(operand);
        if (type != Object.class && !Types.isNumber(type)) {
            throw new QueryException("arithmetic takes numbers, and one of its values is a " + type.getSimpleName());
        }
    }

    private void attributeMustExist(Expression expression) {
        if (expression instanceof Path path) {
            sql.attribute(path.name());
        }
    }

    private void call(Call call) {
        call.arguments().forEach(this::attributeMustExist);
        List<Expression> arguments = call.arguments();
        switch (call.function()) {
            case LENGTH -> list(sql.dialect == SqlDialect.SQLITE ? "length(" : "char_length(", arguments, ", ");
            case CONCAT -> {
                boolean operator = sql.dialect != SqlDialect.MYSQL;
                list(operator ? "(" : "concat(", arguments, operator ? " || " : ", ");
            }
            case LEFT, RIGHT -> cut(call, arguments);
            default -> list(call.function().name().toLowerCase(java.util.Locale.ROOT) + "(", arguments, ", ");
        }
    }

    private void list(String begin, List<Expression> arguments, String between) {
        sql.add(begin);
        for (Iterator<Expression> rest = arguments.iterator(); rest.hasNext(); ) {
            write(rest.next(), null);
            sql.add(rest.hasNext() ? between : ")");
        }
    }

    /** SQLite has neither; its substr counts from the end where the start is negative, which is nobody's meaning of 0. */
    private void cut(Call call, List<Expression> arguments) {
        boolean left = call.function() == Expression.Function.LEFT;
        if (sql.dialect != SqlDialect.SQLITE) {
            list(left ? "left(" : "right(", arguments, ", ");
            return;
        }
        sql.add("substr(");
        write(arguments.get(0), null);
        if (left) {
            sql.add(", 1, ");
        } else {
            sql.add(", max(length(");
            write(arguments.get(0), null);
            sql.add(") - ");
        }
        write(arguments.get(1), null);
        sql.add(left ? ")" : ", 0) + 1)");
    }
}

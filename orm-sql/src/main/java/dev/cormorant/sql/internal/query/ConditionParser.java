package dev.cormorant.sql.internal.query;

import dev.cormorant.sql.internal.query.Condition.And;
import dev.cormorant.sql.internal.query.Condition.Between;
import dev.cormorant.sql.internal.query.Condition.Comparison;
import dev.cormorant.sql.internal.query.Condition.In;
import dev.cormorant.sql.internal.query.Condition.IsNull;
import dev.cormorant.sql.internal.query.Condition.Like;
import dev.cormorant.sql.internal.query.Condition.Match;
import dev.cormorant.sql.internal.query.Condition.Not;
import dev.cormorant.sql.internal.query.Condition.Or;
import dev.cormorant.sql.internal.query.Expression.Literal;
import dev.cormorant.sql.internal.query.Expression.Parameter;
import java.util.ArrayList;
import java.util.List;

/** Reads conditions: OR binds less than AND, AND less than NOT. */
final class ConditionParser {

    private static final List<String> COMPARISONS = List.of("=", "<>", "<=", ">=", "<", ">");
    private static final List<String> BEHIND_A_VALUE =
            List.of("=", "<>", "<=", ">=", "<", ">", "+", "-", "*", "/", "||", "between", "like", "in", "is", "not");

    private final Words words;
    private final ExpressionParser expressions;

    ConditionParser(Words words, ExpressionParser expressions) {
        this.words = words;
        this.expressions = expressions;
    }

    Condition condition() {
        words.enter();
        List<Condition> parts = new ArrayList<>();
        do {
            parts.add(conjunction());
        } while (words.take("or"));
        words.leave();
        return parts.size() == 1 ? parts.get(0) : new Or(List.copyOf(parts));
    }

    private Condition conjunction() {
        List<Condition> parts = new ArrayList<>();
        do {
            parts.add(negation());
        } while (words.take("and"));
        return parts.size() == 1 ? parts.get(0) : new And(List.copyOf(parts));
    }

    private Condition negation() {
        boolean negated = false;
        while (words.take("not")) {
            negated = !negated;
        }
        Condition part = primary();
        return negated ? new Not(part) : part;
    }

    private Condition primary() {
        if (words.peek().is("(") && !isValue(words.behindBracket())) {
            words.next();
            Condition inner = condition();
            words.expect(")");
            return inner;
        }
        return predicate(expressions.expression());
    }

    /** A bracket holds a value if something follows that can only follow a value, and a condition otherwise. */
    private static boolean isValue(Token behind) {
        return BEHIND_A_VALUE.stream().anyMatch(behind::is);
    }

    private Condition predicate(Expression value) {
        if (words.take("is")) {
            boolean negated = words.take("not");
            words.expect("null");
            return new IsNull(value, negated);
        }
        boolean negated = words.take("not");
        if (words.take("between")) {
            Expression low = expressions.expression();
            words.expect("and");
            return new Between(value, low, expressions.expression(), false, negated);
        }
        if (words.take("like")) {
            return like(value, negated);
        }
        if (words.take("in")) {
            return in(value, negated);
        }
        if (negated) {
            throw words.expected("BETWEEN, LIKE or IN");
        }
        return comparison(value);
    }

    private Condition comparison(Expression value) {
        Token operator = words.peek();
        if (COMPARISONS.stream().noneMatch(operator::is)) {
            throw words.expected("a comparison (= <> < <= > >=), BETWEEN, LIKE, IN or IS NULL");
        }
        words.next();
        return new Comparison(value, operator.text(), expressions.expression(), false, false);
    }

    private Condition like(Expression value, boolean negated) {
        Token pattern = words.peek();
        Expression right = expressions.expression();
        boolean known = right instanceof Parameter || (right instanceof Literal text && text.value() instanceof String);
        if (!known) {
            throw words.wrong(pattern, "the pattern of LIKE is a text or a parameter");
        }
        return new Like(value, right, Match.PATTERN, false, negated);
    }

    private Condition in(Expression value, boolean negated) {
        // IN :list without brackets is JPQL's; the standard's language has the brackets, and both are clear.
        if (words.peek().kind() == Token.Kind.PARAMETER) {
            return new In(value, List.of(expressions.expression()), false, negated);
        }
        words.expect("(");
        List<Expression> items = new ArrayList<>();
        do {
            items.add(expressions.expression());
        } while (words.take(","));
        words.expect(")");
        return new In(value, List.copyOf(items), false, negated);
    }
}
